package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.ProjectTree;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import io.darkroom.testkit.Redis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a job that comes now finds ahead of it in a lane, in real Redis: a hundred jobs have come, each at a cost of ten. */
@ExtendWith(SharedSystem.class)
class AheadIT {
    private static final String SCRIPT = "api/src/main/resources/redis/ahead.lua";
    private static final int CAME = 100;
    private static final int COST = 10;
    private static final String LONGEST_SEND = "30000";
    private static final long MINUTE = 60_000;

    private final Redis redis;
    private final String lane = UUID.randomUUID().toString();
    private final List<String> keys = new ArrayList<>(List.of("waiting:" + lane, "lane:" + lane, "left:" + lane));

    AheadIT(RunningSystem system) {
        this.redis = system.redis();
        redis.call("HSET", "lane:" + lane, "jobs", Integer.toString(CAME), "cost", Integer.toString(CAME * COST));
    }

    @AfterEach
    void close() {
        keys.forEach(key -> redis.call("DEL", key));
        redis.close();
    }

    @Test
    void nothingIsAheadWhereNoJobWaits() {
        assertThat(ahead()).isEqualTo("0 jobs, 0 since, 0 cost");
    }

    @Test
    void whatCameSinceTheFirstThatWaitsIsAhead() {
        waits(97, "queued", MINUTE);
        waits(98, "accepted", 0);
        waits(99, "accepted", 0);

        assertThat(ahead()).isEqualTo("3 jobs, 3 since, 30 cost");
    }

    @Test
    void aJobWhoseApiDiedCountsForItselfAndNotForAllThatCameSince() {
        waits(1, "accepted", MINUTE);
        waits(2, "accepted", MINUTE);
        waits(98, "queued", MINUTE);
        waits(99, "queued", 0);

        assertThat(ahead()).isEqualTo("4 jobs, 4 since, 40 cost");
    }

    @Test
    void soItDoesWhereNoOtherWaits() {
        waits(1, "accepted", MINUTE);

        assertThat(ahead()).isEqualTo("1 jobs, 1 since, 10 cost");
    }

    /** The job that came as number {@code place}, from 0, and waits since then. */
    private void waits(int place, String state, long age) {
        String id = lane + "-" + place;
        keys.add("job:" + id);
        redis.call("ZADD", "waiting:" + lane, Integer.toString(place), id);
        redis.call(
                "HSET",
                "job:" + id,
                "state",
                state,
                "place",
                Integer.toString(place),
                "cost",
                Integer.toString(COST),
                "cost_before",
                Integer.toString(place * COST),
                "created",
                Long.toString(System.currentTimeMillis() - age));
    }

    private String ahead() {
        List<?> answer = (List<?>) Objects.requireNonNull(redis.call(
                "EVAL",
                ProjectTree.octets(SCRIPT),
                "4",
                "waiting:" + lane,
                "lane:" + lane,
                "left:" + lane,
                "",
                "",
                LONGEST_SEND));
        return String.format("%s jobs, %s since, %s cost", answer.toArray());
    }
}
