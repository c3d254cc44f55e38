package io.darkroom.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.Lane;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitingLanesTest {
    private static final ServedLane LANE = new ServedLane("shapes", Lane.BULK);

    private int questions;
    private long now = Long.MAX_VALUE;

    @Test
    void anAnswerDoesForAWhile() {
        WaitingLanes lanes = new WaitingLanes(this::answer, () -> now);

        assertThat(lanes.get()).containsExactly(LANE);
        now += WaitingLanes.FRESH.toNanos() - 1;
        assertThat(lanes.get()).containsExactly(LANE);

        assertThat(questions).isEqualTo(1);
    }

    @Test
    void isAskedForAgainWhenItIsOld() {
        WaitingLanes lanes = new WaitingLanes(this::answer, () -> now);

        lanes.get();
        now += WaitingLanes.FRESH.toNanos();
        lanes.get();

        assertThat(questions).isEqualTo(2);
    }

    @Test
    void withoutAnAnswerNoJobWaitsAndNobodyIsPressedForOne() {
        WaitingLanes lanes = new WaitingLanes(
                () -> {
                    questions++;
                    throw new IllegalStateException("Redis is away");
                },
                () -> now);

        assertThat(lanes.get()).isEmpty();
        assertThat(lanes.get()).isEmpty();
        assertThat(questions).isEqualTo(1);
    }

    private Set<ServedLane> answer() {
        questions++;
        return Set.of(LANE);
    }
}
