package io.darkroom.api.redis;

import io.darkroom.api.config.StartRefused;
import io.darkroom.core.wire.RedisSafety;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Looks at the Redis behind {@code quarkus.redis.hosts} before anything is entrusted to it. */
@ApplicationScoped
public class RedisGuard {
    private final RedisDataSource redis;

    /** Asks nothing yet. */
    public RedisGuard(RedisDataSource redis) {
        this.redis = redis;
    }

    /** Refuses a Redis that persists, evicts or writes commands down, naming the setting. */
    public void check() {
        List<String> objections = RedisSafety.objections(this::setting);
        if (!objections.isEmpty()) {
            throw new StartRefused(String.join("; ", objections));
        }
    }

    private Optional<String> setting(String name) {
        Response answer = redis.execute("CONFIG", "GET", name);
        return answer == null || answer.size() == 0
                ? Optional.empty()
                : Optional.ofNullable(answer.get(name))
                        .or(() -> Optional.ofNullable(answer.get(1)))
                        .map(Response::toString);
    }
}
