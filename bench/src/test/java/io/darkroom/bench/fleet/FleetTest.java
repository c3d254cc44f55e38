package io.darkroom.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.Lane;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final FleetPlan BUSY = FleetPlan.busy(8, QueueLimits.NONE).lasting(Duration.ofMinutes(20));

    @Test
    void noJobIsLostThoughWorkersDieAndAreReplaced() {
        FleetDay day = Fleet.live(BUSY);

        assertThat(day.lost()).isZero();
        assertThat(day.takenAgain()).isPositive();
        assertThat(day.admitted()).hasSizeGreaterThan(500);
    }

    @Test
    void withoutDisturbanceEveryJobIsTakenOnce() {
        FleetDay day = Fleet.live(BUSY.undisturbed());

        assertThat(day.lost()).isZero();
        assertThat(day.takenAgain()).isZero();
    }

    @Test
    void cardsComputeNoMoreThanTheirTimeAndNoLessThanTheWorkNeeds() {
        FleetPlan plan = BUSY.undisturbed();
        FleetDay day = Fleet.live(plan);

        double work = day.admitted().stream().mapToDouble(SimulatedJob::cost).sum();
        double share = work / (plan.workers() * Card.speed() * plan.horizon().toSeconds());
        assertThat(day.utilisation()).isBetween(share * 0.9, 1.0);
    }

    @Test
    void theSameSeedIsTheSameDay() {
        FleetDay first = Fleet.live(BUSY);
        FleetDay second = Fleet.live(BUSY);

        assertThat(waits(first)).isEqualTo(waits(second));
    }

    @Test
    void bulkFarBeyondWhatCanBeDrawnDoesNotKeepInteractiveJobsWaiting() {
        FleetPlan flooded = BUSY.undisturbed().with(2, 0.1);
        FleetDay day = Fleet.live(flooded);

        assertThat(day.utilisation()).isGreaterThan(0.95);
        assertThat(day.wait(Lane.BULK, 0.5)).isGreaterThan(60);
        assertThat(day.wait(Lane.INTERACTIVE, 0.99)).isLessThan(5);
    }

    @Test
    void interactiveJobsBeyondWhatCanBeDrawnDoNotStarveBulkOnes() {
        FleetPlan flooded = BUSY.undisturbed().with(2, 0.9);
        FleetDay day = Fleet.live(flooded);

        // As long as interactive jobs come in, which is half of the day.
        double half = flooded.horizon().toSeconds() / 2.0;
        long drawnMeanwhile = day.admitted().stream()
                .filter(job -> job.spec().lane() == Lane.BULK && job.secondsUntilEnd() < half)
                .count();
        assertThat(drawnMeanwhile).isPositive();
        assertThat(day.lost()).isZero();
    }

    @Test
    void whatWouldWaitTooLongIsRefused() {
        FleetPlan flooded = BUSY.undisturbed().with(3, 0.1);

        FleetDay limited = Fleet.live(flooded, new UsualLimits(Duration.ofMinutes(2)));
        FleetDay unlimited = Fleet.live(flooded, new UsualLimits(Duration.ofDays(1)));

        assertThat(limited.refused()).isPositive();
        assertThat(unlimited.refused()).isZero();
        assertThat(limited.wait(Lane.BULK, 0.99)).isLessThan(unlimited.wait(Lane.BULK, 0.99) / 2);
    }

    @Test
    void aGroupThatIsFullLeavesWorkersIdle() {
        FleetPlan plan = BUSY.undisturbed();
        FleetPlan full = FleetPlan.busy(8, new QueueLimits(4, 2_000))
                .lasting(Duration.ofMinutes(20))
                .undisturbed();

        FleetDay narrow = Fleet.live(full);

        assertThat(narrow.lost()).isZero();
        assertThat(narrow.seconds()).isGreaterThan(Fleet.live(plan).seconds());
    }

    private static List<Double> waits(FleetDay day) {
        return day.admitted().stream().map(SimulatedJob::secondsWaited).toList();
    }
}
