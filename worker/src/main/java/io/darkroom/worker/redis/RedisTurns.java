package io.darkroom.worker.redis;

import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.LuaScript;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.worker.sweep.Mark;
import io.darkroom.worker.sweep.Turns;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.value.SetArgs;
import io.vertx.mutiny.redis.client.Response;
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

    private final RedisDataSource redis;

    /** Uses the service's Redis. */
    public RedisTurns(RedisDataSource redis) {
        this.redis = redis;
    }

    @Override
    public Optional<Instant> take(String model, Lane lane, Duration period) {
        List<String> keys = List.of(RedisKeys.sweeping(model, lane));
        Response answer = TURN.run(redis::execute, keys, List.of(period.toMillis()));
        return Optional.ofNullable(answer).map(now -> Instant.ofEpochMilli(now.toLong()));
    }

    @Override
    public Optional<Mark> last(String model, Lane lane) {
        return Optional.ofNullable(redis.value(String.class).get(RedisKeys.swept(model, lane)))
                .flatMap(Mark::parse);
    }

    @Override
    public void note(String model, Lane lane, Mark mark) {
        redis.value(String.class).set(RedisKeys.swept(model, lane), mark.toString(), new SetArgs().px(MEMORY));
    }

    @Override
    public void cleared(String model, Lane lane, Instant before, Duration retention) {
        String note = before.toEpochMilli() + " " + retention.toMillis();
        redis.value(String.class).set(RedisKeys.cleared(model, lane), note, new SetArgs().px(MEMORY));
    }
}
