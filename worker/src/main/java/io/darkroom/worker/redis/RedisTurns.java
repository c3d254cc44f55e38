package io.darkroom.worker.redis;

import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.LuaScript;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.redis.RedisCommands;
import io.darkroom.worker.sweep.Mark;
import io.darkroom.worker.sweep.Turns;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns in Redis: a key that goes by itself, by the server's clock. */
@ApplicationScoped
public class RedisTurns implements Turns {
    private static final LuaScript TURN = LuaScript.of(RedisTurns.class, "turn");
    /** Who sweeps after a longer pause sends one empty record in vain. */
    private static final Duration MEMORY = Duration.ofDays(1);

    private final RedisCommands redis;

    /** Uses the service's Redis. */
    public RedisTurns(RedisCommands redis) {
        this.redis = redis;
    }

    @Override
    public Optional<Instant> take(String model, Lane lane, Duration period) {
        List<String> keys = List.of(RedisKeys.sweeping(model, lane));
        Response answer = TURN.run(redis, keys, List.of(period.toMillis()));
        return Optional.ofNullable(answer).map(now -> Instant.ofEpochMilli(now.toLong()));
    }

    @Override
    public Optional<Mark> last(String model, Lane lane) {
        return Optional.ofNullable(redis.execute("GET", RedisKeys.swept(model, lane)))
                .map(Response::toString)
                .flatMap(Mark::parse);
    }

    @Override
    public void note(String model, Lane lane, Mark mark) {
        set(RedisKeys.swept(model, lane), mark.toString());
    }

    @Override
    public void cleared(String model, Lane lane, Instant before, Duration retention) {
        String note = before.toEpochMilli() + " " + retention.toMillis();
        set(RedisKeys.cleared(model, lane), note);
    }

    private void set(String key, String text) {
        var unused = redis.execute("SET", key, text, "PX", Long.toString(MEMORY.toMillis()));
    }
}
