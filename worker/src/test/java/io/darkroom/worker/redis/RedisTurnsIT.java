package io.darkroom.worker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.redis.server.Redis;
import io.darkroom.worker.sweep.Mark;
import io.quarkus.redis.datasource.RedisDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workers that take turns through a real Redis. */
class RedisTurnsIT {
    @RegisterExtension
    static final Redis REDIS = new Redis();

    private static final Duration PERIOD = Duration.ofMillis(500);

    private final String model = UUID.randomUUID().toString();
    private final RedisDataSource redis = REDIS.dataSource();
    private final RedisTurns turns = new RedisTurns(REDIS.commands());

    @Test
    void ofThoseThatComeWithinAPeriodOneHasTheTurn() {
        assertThat(Stream.generate(() -> turns.take(model, Lane.BULK, Duration.ofMinutes(1)))
                        .limit(10)
                        .filter(Optional::isPresent))
                .hasSize(1);
        assertThat(turns.take(model, Lane.INTERACTIVE, Duration.ofMinutes(1)))
                .as("lanes have their own")
                .isPresent();
    }

    @Test
    void afterAPeriodThereIsAnotherTurn() throws InterruptedException {
        Instant first = turns.take(model, Lane.BULK, PERIOD).orElseThrow();

        Thread.sleep(PERIOD.multipliedBy(2).toMillis());

        assertThat(turns.take(model, Lane.BULK, PERIOD))
                .hasValueSatisfying(second -> assertThat(second).isAfter(first.plus(PERIOD)));
    }

    @Test
    void whoeverIsNextKnowsWhatTheLastOneNoted() {
        assertThat(turns.last(model, Lane.BULK)).isEmpty();

        turns.note(model, Lane.BULK, new Mark(17, true));

        assertThat(turns.last(model, Lane.BULK)).contains(new Mark(17, true));
        assertThat(redis.key().pttl(RedisKeys.swept(model, Lane.BULK))).isPositive();
    }

    @Test
    void whoAsksForAReceiptIsToldSinceWhenNothingIsLeft() {
        turns.cleared(model, Lane.BULK, Instant.ofEpochMilli(1700000000123L), Duration.ofHours(8));

        assertThat(redis.value(String.class).get(RedisKeys.cleared(model, Lane.BULK)))
                .isEqualTo("1700000000123 28800000");
        assertThat(redis.key().pttl(RedisKeys.cleared(model, Lane.BULK))).isPositive();
    }
}
