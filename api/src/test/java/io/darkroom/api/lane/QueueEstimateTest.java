package io.darkroom.api.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.api.catalog.ModelCatalog;
import io.darkroom.api.catalog.ServedModel;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.api.status.Snapshots;
import io.darkroom.api.submit.Offers;
import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.DrawingCost;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.JobState;
import io.darkroom.core.job.Lane;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class QueueEstimateTest {
    private static final double SPEED = 10;
    private static final int SLOTS = 2;

    private final InMemoryPorts ports = new InMemoryPorts();
    private final QueueEstimate estimate = new QueueEstimate(ports, ports);

    @Test
    void addsWhatIsInHandAndAheadToTheJobsOwnTime() {
        JobSnapshot job = Snapshots.job(JobState.QUEUED, 0, 0, 0);
        double cost = DrawingCost.of(job.spec());
        ports.ahead.put(Lane.INTERACTIVE, new Ahead(1, cost));

        Outlook outlook = estimate.of(job, JobState.QUEUED);

        assertThat(outlook.position()).hasValue(1);
        // A slot's share of what is in hand, the job ahead, and its own on a slot that has half of the speed.
        assertThat(outlook.seconds()).hasValue((1000.0 / SLOTS + cost) / SPEED + SLOTS * cost / SPEED);
    }

    @Test
    void expectsNoWaitWhileSlotsAreFreeThoughTheJobHasNotBeenTakenUpYet() {
        JobSnapshot job = Snapshots.job(JobState.QUEUED, 0, 0, 0);
        ports.inHand = InHand.NONE;
        ports.ahead.put(Lane.INTERACTIVE, new Ahead(1, 1_000_000));

        assertThat(estimate.of(job, JobState.QUEUED).seconds()).hasValue(SLOTS * DrawingCost.of(job.spec()) / SPEED);
        assertThat(estimate.waiting(job.spec(), ports.served().get(0))).hasValue(0);
    }

    @Test
    void countsOnlyWhatIsLeftOfAJobThatIsDrawn() {
        JobSnapshot job = Snapshots.job(JobState.RUNNING, 1, 1, 0);

        Outlook outlook = estimate.of(job, JobState.RUNNING);

        assertThat(outlook.position()).isEmpty();
        assertThat(outlook.seconds()).hasValue(SLOTS * DrawingCost.of(job.spec()) / SPEED / 2);
    }

    @Test
    void saysNothingOfAJobThatHasEnded() {
        assertThat(estimate.of(Snapshots.job(JobState.SUCCEEDED, 1, 2, 2), JobState.SUCCEEDED))
                .isEqualTo(Outlook.NONE);
    }

    @Test
    void knowsThePositionBeforeAnyWorkerHasMeasured() {
        ports.speed = OptionalDouble.empty();
        ports.ahead.put(Lane.INTERACTIVE, new Ahead(3, 300));

        Outlook outlook = estimate.of(Snapshots.job(JobState.QUEUED, 0, 0, 0), JobState.QUEUED);

        assertThat(outlook.position()).hasValue(3);
        assertThat(outlook.seconds()).isEmpty();
    }

    @Test
    void letsInteractiveJobsOvertakeBulkOnes() {
        JobSpec bulk = new JobSpec("shapes", 128, 128, 2, 5f, "ddim", 2, Lane.BULK, false, DeliveryMode.TTL, 60);
        double alone = estimate.waiting(bulk, ports.served().get(0)).orElseThrow();
        ports.ahead.put(Lane.INTERACTIVE, new Ahead(1, 100));

        double overtaken = estimate.waiting(bulk, ports.served().get(0)).orElseThrow();

        assertThat(overtaken - alone).isCloseTo(100 / SPEED, within(1e-9));
    }

    private static final class InMemoryPorts implements Lanes, ModelCatalog {
        final Map<Lane, Ahead> ahead = new EnumMap<>(Lane.class);
        OptionalDouble speed = OptionalDouble.of(SPEED);
        InHand inHand = new InHand(SLOTS, 1000);

        @Override
        public Optional<Ahead> before(JobId job, String model, Lane lane) {
            return Optional.of(all(model, lane));
        }

        @Override
        public Ahead all(String model, Lane lane) {
            return ahead.getOrDefault(lane, Ahead.NONE);
        }

        @Override
        public InHand inHand(String model, Lane lane, int slots) {
            return inHand;
        }

        @Override
        public List<ServedModel> served() {
            return List.of(new ServedModel(Offers.SHAPES, 1, SLOTS, speed));
        }

        @Override
        public boolean isRemembered(String model) {
            return true;
        }
    }
}
