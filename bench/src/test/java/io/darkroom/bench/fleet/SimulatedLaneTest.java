package io.darkroom.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.Lane;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulatedLaneTest {
    private final SimulatedLane lane = new SimulatedLane(new QueueLimits(2, 2), new SplittableRandom(1));

    @Test
    void countsWhatWaits() {
        SimulatedJob job = job();

        lane.submit(job);
        lane.submit(job());

        assertThat(lane.all().jobs()).isEqualTo(2);
        assertThat(lane.all().cost()).isEqualTo(2 * job.cost());
        assertThat(lane.isToBeHandedOut()).isFalse();
    }

    @Test
    void takesNoMoreMembersThanAreAllowed() {
        assertThat(lane.join()).isTrue();
        assertThat(lane.join()).isTrue();
        assertThat(lane.join()).isFalse();
    }

    private static SimulatedJob job() {
        JobSpec spec = new JobSpec("popular", 512, 512, 20, 5, "euler", 1, Lane.BULK, false, DeliveryMode.TTL, 60);
        return new SimulatedJob(spec, "owner", 0);
    }
}
