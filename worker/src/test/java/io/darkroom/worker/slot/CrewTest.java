package io.darkroom.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.Lane;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrewTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final StopSignal stop = new StopSignal();
    private final Crew crew = new Crew(stop);
    private long now;
    private int questions;
    private final WaitingLanes waiting = new WaitingLanes(this::answer, () -> now);

    @AfterEach
    void end() {
        crew.giveStop();
        crew.join(LONG);
    }

    @Test
    void asksOnceALookWhereJobsWaitHoweverManyLanesThereAre() {
        Staffing staffing = staffing(600);

        for (int look = 0; look < 3; look++) {
            crew.place(staffing, waiting, post -> this::work);
            now += WaitingLanes.FRESH.toNanos();
        }

        assertThat(questions).isEqualTo(3);
    }

    @Test
    void doesNotAskWhereSlotsDoForAllLanes() {
        crew.place(staffing(2), waiting, post -> this::work);

        assertThat(questions).isZero();
    }

    @Test
    void aSlotThatDiedOfAnErrorIsOpenedAgain() {
        Staffing staffing = staffing(1);
        AtomicInteger runs = new AtomicInteger();
        Runnable dyingOnce = () -> {
            if (runs.incrementAndGet() == 1) {
                throw new NoClassDefFoundError();
            }
            work();
        };
        crew.place(staffing, waiting, post -> dyingOnce);
        crew.join(LONG);
        assertThat(crew.isAlive()).isFalse();

        crew.place(staffing, waiting, post -> dyingOnce);

        assertThat(crew.isAlive()).isTrue();
        assertThat(crew.count(Lane.INTERACTIVE, false)).isEqualTo(1);
    }

    @Test
    void countsItsSlotsByKindAndWhetherTheyHaveAJob() throws InterruptedException {
        MeterRegistry meters = new SimpleMeterRegistry();
        SlotMetrics.show(crew::count, meters);
        CountDownLatch taken = new CountDownLatch(1);
        crew.place(staffing(2), waiting, post -> () -> {
            if (post.lane().lane() == Lane.BULK) {
                post.taken();
                taken.countDown();
            }
            work();
        });

        taken.await();

        assertThat(gauge(meters, "interactive", false)).isEqualTo(1);
        assertThat(gauge(meters, "interactive", true)).isZero();
        assertThat(gauge(meters, "bulk", false)).isZero();
        assertThat(gauge(meters, "bulk", true)).isEqualTo(1);
    }

    private static double gauge(MeterRegistry meters, String lane, boolean busy) {
        return meters.get("darkroom.worker.slots")
                .tags("lane", lane, "busy", Boolean.toString(busy))
                .gauge()
                .value();
    }

    @Test
    void opensNoneOnceItIsStopped() {
        crew.giveStop();

        crew.place(staffing(2), waiting, post -> this::work);

        assertThat(crew.manned()).isEmpty();
    }

    private void work() {
        stop.await(LONG);
    }

    private Set<ServedLane> answer() {
        questions++;
        return Set.of();
    }

    private static Staffing staffing(int count) {
        List<ServedLane> lanes = IntStream.range(0, count)
                .mapToObj(i -> new ServedLane("model" + i / 2, i % 2 == 0 ? Lane.INTERACTIVE : Lane.BULK))
                .toList();
        return new Staffing(new SlotLimits(OptionalInt.empty(), 4), lanes, model -> 1);
    }
}
