package io.darkroom.worker.redis;

import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.worker.sweep.Mark;
import io.darkroom.worker.sweep.Turns;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.value.SetArgs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Turns in Redis: a key that goes by itself, by the server's clock. */
@ApplicationScoped
public class RedisTurns implements Turns {
    private static final String TAKEN = "1";
    /** Who sweeps after a longer pause sends one empty record in vain. */
    private static final Duration MEMORY = Duration.ofDays(1);

    private final RedisDataSource redis;

    /** Uses the service's Redis. */
    public RedisTurns(RedisDataSource redis) {
        this.redis = redis;
    }

    @Override
    public boolean take(String model, Lane lane, Duration period) {
        return redis.value(String.class)
                .setAndChanged(
                        RedisKeys.sweeping(model, lane),
                        TAKEN,
                        new SetArgs().px(period).nx());
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
}
