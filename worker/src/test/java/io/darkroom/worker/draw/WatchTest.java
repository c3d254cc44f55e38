package io.darkroom.worker.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.Lane;
import io.darkroom.worker.config.FixedConfig;
import io.darkroom.worker.deliver.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final InMemoryJobChannel channel = new InMemoryJobChannel();
    private final Drain drain = new Drain();
    private Duration drawingLimit = HOUR;
    private final Watch watch = new Watch(
            channel,
            new FixedConfig() {
                @Override
                public Duration drawingLimit() {
                    return drawingLimit;
                }
            },
            drain);
    private final Lease lease = new Lease();

    @Test
    void leavesADrawingAloneThatIsInOrder() {
        watch.over(claim(HOUR), lease);

        watch.lookAtAll();

        assertThat(lease.ending()).isEmpty();
    }

    @Test
    void endsADrawingWhoseJobIsNoLongerOurs() {
        watch.over(claim(HOUR), lease);
        channel.stillOurs = step -> false;

        watch.lookAtAll();

        assertThat(lease.ending()).contains(Ending.LEFT);
    }

    @Test
    void leavesADrawingAloneWhileNobodyCanSayWhoseItIs() {
        watch.over(claim(HOUR), lease);
        channel.stillOurs = step -> {
            throw new IllegalStateException("Redis is away");
        };

        watch.lookAtAll();

        assertThat(lease.ending()).isEmpty();
    }

    @Test
    void endsADrawingPastItsDeadline() {
        watch.over(claim(Duration.ZERO), lease);

        watch.lookAtAll();

        assertThat(lease.ending()).contains(Ending.EXPIRED);
    }

    @Test
    void endsADrawingThatTakesTooLong() {
        drawingLimit = Duration.ZERO;
        watch.over(claim(HOUR), lease);
        lease.beginDrawing();

        watch.lookAtAll();

        assertThat(lease.ending()).contains(Ending.TIMED_OUT);
    }

    @Test
    void doesNotTakeWaitingForDrawing() {
        drawingLimit = Duration.ZERO;
        watch.over(claim(HOUR), lease);

        watch.lookAtAll();

        assertThat(lease.ending()).isEmpty();
    }

    @Test
    void looksAfterTheOthersWhenOneCannotBeEnded() {
        List<Lease> others = Stream.generate(Lease::new).limit(20).toList();
        others.forEach(other -> watch.over(claim(Duration.ZERO), other));
        watch.over(claim(Duration.ZERO), lease);
        Lease.Listening unused = lease.onEnd(() -> {
            throw new IllegalStateException("the engine is in no state to be told");
        });

        watch.lookAtAll();

        assertThat(others).allSatisfy(other -> assertThat(other.ending()).contains(Ending.EXPIRED));
    }

    @Test
    void endsEveryDrawingOfAWorkerThatLeaves() {
        watch.over(claim(HOUR), lease);
        drain.end();

        watch.lookAtAll();

        assertThat(lease.ending()).contains(Ending.DRAINED);
    }

    @Test
    void looksNoLongerAfterADrawingThatIsOver() {
        watch.over(claim(Duration.ZERO), lease).close();

        watch.lookAtAll();

        assertThat(lease.ending()).isEmpty();
    }

    private static Claim claim(Duration timeLeft) {
        JobSpec spec = new JobSpec("shapes", 64, 64, 2, 5, "euler", 1, Lane.INTERACTIVE, false, DeliveryMode.TTL, 60);
        return new Claim(JobId.random(), 1, 0, 0, 0, "part", spec, "owner", Instant.EPOCH, timeLeft);
    }
}
