package io.darkroom.api.redis;

import io.darkroom.api.admission.Room;
import io.darkroom.redis.RedisCommands;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code INFO memory}, asked for at most once a second. */
@ApplicationScoped
public class RedisRoom implements Room {
    private static final Duration MEMORY = Duration.ofSeconds(1);
    private static final Pattern USED = Pattern.compile("(?m)^used_memory:(\\d+)");
    private static final Pattern MOST = Pattern.compile("(?m)^maxmemory:(\\d+)");

    private final RedisCommands redis;
    private final Clock clock;
    private volatile Remembered remembered = new Remembered(OptionalDouble.empty(), Instant.MIN);

    /** Uses the service's Redis. */
    public RedisRoom(RedisCommands redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public OptionalDouble used() {
        Instant now = clock.instant();
        Remembered last = remembered;
        if (now.isBefore(last.until())) {
            return last.used();
        }
        Response answer = RedisCall.of(() -> redis.execute("INFO", "memory"));
        Remembered fresh =
                new Remembered(answer == null ? OptionalDouble.empty() : share(answer.toString()), now.plus(MEMORY));
        remembered = fresh;
        return fresh.used();
    }

    /** Used memory of what is allowed; empty where nothing is said, or all is allowed. */
    static OptionalDouble share(String info) {
        double used = number(USED, info);
        double most = number(MOST, info);
        return most > 0 ? OptionalDouble.of(used / most) : OptionalDouble.empty();
    }

    private static double number(Pattern line, String info) {
        Matcher matcher = line.matcher(info);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    private record Remembered(OptionalDouble used, Instant until) {}
}
