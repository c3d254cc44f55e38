package io.darkroom.api.redis;

import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether Redis is another one than when this server began: then all that was accepted before is gone. */
@ApplicationScoped
public class RedisLife {
    private static final Pattern RUN = Pattern.compile("(?m)^run_id:(\\S+)");
    private static final Pattern UPTIME = Pattern.compile("(?m)^uptime_in_seconds:(\\d+)");

    private final RedisDataSource redis;
    private volatile @Nullable String first;

    /** Uses the service's Redis. */
    public RedisLife(RedisDataSource redis) {
        this.redis = redis;
    }

    /** Remembers the Redis of now. */
    public void begin() {
        first = find(RUN, info()).orElse(null);
    }

    /** Whether it is another one, which has not lived longer than {@code time}. */
    boolean beganWithin(Duration time) {
        String info = info();
        Optional<String> run = find(RUN, info);
        return run.isPresent()
                && first != null
                && !run.get().equals(first)
                && find(UPTIME, info)
                        .filter(seconds -> Long.parseLong(seconds) < time.toSeconds())
                        .isPresent();
    }

    private String info() {
        Response answer = RedisCall.of(() -> redis.execute("INFO", "server"));
        return answer == null ? "" : answer.toString();
    }

    private static Optional<String> find(Pattern line, String info) {
        Matcher matcher = line.matcher(info);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
