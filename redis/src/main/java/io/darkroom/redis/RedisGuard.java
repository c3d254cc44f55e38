package io.darkroom.redis;

import io.darkroom.core.wire.RedisSafety;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Looks at the Redis behind {@code quarkus.redis.hosts} before anything is entrusted to it. */
@ApplicationScoped
public class RedisGuard {
    private final RedisCommands redis;

    /** Asks nothing yet. */
    public RedisGuard(RedisCommands redis) {
        this.redis = redis;
    }

    /** Whether it persists, evicts or writes commands down: a sentence for each setting that lets it, which names it. */
    public List<String> objections() {
        return RedisSafety.objections(this::setting);
    }

    private Optional<String> setting(String name) {
        Response answer = redis.execute("CONFIG", "GET", name);
        return answer == null || answer.size() == 0
                ? Optional.empty()
                : Optional.ofNullable(answer.get(name)).map(Response::toString);
    }
}
