package io.darkroom.api.redis;

import io.darkroom.api.restore.ChannelLife;
import io.darkroom.redis.RedisCommands;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether Redis is another one than before: then all that was accepted before is gone, until some of it is put back. */
@ApplicationScoped
public class RedisLife implements ChannelLife {
    private static final Pattern RUN = Pattern.compile("(?m)^run_id:(\\S+)");
    private static final Pattern UPTIME = Pattern.compile("(?m)^uptime_in_seconds:(\\d+)");

    private final RedisCommands redis;
    private volatile @Nullable String first;
    private volatile String whole = "";

    /** Uses the service's Redis. */
    public RedisLife(RedisCommands redis) {
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

    @Override
    public String current() {
        return find(RUN, info()).orElseThrow(() -> new IllegalStateException("Redis does not tell its run_id"));
    }

    @Override
    public void isWhole(String life) {
        whole = life;
    }

    /** Whether every job is in it that can be; without blocking. */
    Uni<Boolean> isWholeNow() {
        return Uni.createFrom()
                .completionStage(() -> redis.send("INFO", "server").toCompletionStage())
                .map(answer -> find(RUN, text(answer)).equals(Optional.of(whole)));
    }

    private String info() {
        return text(RedisCall.of(() -> redis.execute("INFO", "server")));
    }

    private static String text(@Nullable Response answer) {
        return answer == null ? "" : answer.toString();
    }

    private static Optional<String> find(Pattern line, String info) {
        Matcher matcher = line.matcher(info);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
