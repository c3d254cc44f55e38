package io.darkroom.api.admission;

import static io.darkroom.api.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.darkroom.api.FixedAdmissionConfig;
import io.darkroom.api.SettableClock;
import io.darkroom.api.catalog.ModelCatalog;
import io.darkroom.api.catalog.ServedModel;
import io.darkroom.api.lane.Ahead;
import io.darkroom.api.lane.InHand;
import io.darkroom.api.lane.Lanes;
import io.darkroom.api.lane.QueueEstimate;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.api.status.Snapshots;
import io.darkroom.api.submit.Offers;
import io.darkroom.core.job.DrawingCost;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.JobState;
import io.darkroom.core.job.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final JobSpec JOB = Snapshots.job(JobState.QUEUED, 0, 0, 0).spec();
    private static final JobSpec BULK =
            new JobSpec(JOB.model(), 128, 128, 2, 5f, "ddim", 2, Lane.BULK, false, JOB.delivery(), 60);
    /** A thousand kilopixel-steps a second. */
    private static final ServedModel MODEL = new ServedModel(Offers.SHAPES, 1, 2, OptionalDouble.of(1000));

    private final InMemoryPorts ports = new InMemoryPorts();
    private final SettableClock clock = new SettableClock(Snapshots.CREATED);
    private final Admission admission =
            new Admission(ports, new QueueEstimate(ports, ports), new FixedAdmissionConfig(), clock);

    @Test
    void letsAJobPassWhileThereIsRoomAndTime() {
        ports.used = OptionalDouble.of(0.89);
        ports.ahead = new Ahead(5, 50_000);

        assertThatNoException().isThrownBy(() -> admission.admit(JOB, MODEL));
    }

    @Test
    void refusesWhatWouldWaitTooLongAndTellsTheEstimate() {
        ports.ahead = new Ahead(1, 90_000);

        ProblemException problem = assertProblem(ErrorCode.QUEUE_TOO_LONG, () -> admission.admit(JOB, MODEL));

        // 90 s ahead, and a slot's share of what is in hand.
        assertThat(problem.figures()).containsEntry("limit", 60L).containsEntry("estimate_seconds", 92L);
        assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(33));
        assertThat(problem.detail()).contains("92 s", "60 s");
    }

    @Test
    void asksAboutALaneWithTimeToSpareOnceASecond() {
        admission.admit(JOB, MODEL);
        admission.admit(JOB, MODEL);
        assertThat(ports.asked).isEqualTo(1);

        clock.pass(Duration.ofSeconds(1));
        admission.admit(JOB, MODEL);

        assertThat(ports.asked).isEqualTo(2);
    }

    @Test
    void asksAgainAsSoonAsWhatItLetPassMayHaveTakenAQuarterOfTheTime() {
        double seconds = DrawingCost.of(JOB) / 1000.0;
        double inHand = 2;
        int unasked = (int) ((15 - inHand) / seconds) - 1;
        assertThat(unasked).isPositive();

        for (int i = 0; i < 1 + unasked; i++) {
            admission.admit(JOB, MODEL);
        }
        assertThat(ports.asked).isEqualTo(1);
        admission.admit(JOB, MODEL);

        assertThat(ports.asked).isEqualTo(2);
    }

    @Test
    void asksAboutALaneNearItsLimitAtEveryJob() {
        ports.ahead = new Ahead(1, 14_000);

        admission.admit(JOB, MODEL);
        admission.admit(JOB, MODEL);

        assertThat(ports.asked).isEqualTo(2);
    }

    @Test
    void asksAboutEachLaneByItself() {
        admission.admit(JOB, MODEL);
        admission.admit(BULK, MODEL);

        // The bulk lane's wait is also that of the interactive one.
        assertThat(ports.asked).isEqualTo(3);
    }

    @Test
    void asksNobodyToComeBackTomorrow() {
        ports.ahead = new Ahead(1, 90_000_000);

        ProblemException problem = assertProblem(ErrorCode.QUEUE_TOO_LONG, () -> admission.admit(JOB, MODEL));

        assertThat(problem.retryAfter()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void doesNotGuessBeforeAnyWorkerHasMeasured() {
        ports.ahead = new Ahead(1, 90_000_000);
        ServedModel unmeasured = new ServedModel(Offers.SHAPES, 1, 2, OptionalDouble.empty());

        assertThatNoException().isThrownBy(() -> admission.admit(JOB, unmeasured));
    }

    @Test
    void refusesAllWhileTheChannelIsNearlyFull() {
        ports.used = OptionalDouble.of(0.9);

        ProblemException problem = assertProblem(ErrorCode.CHANNEL_FULL, () -> admission.admit(JOB, MODEL));

        assertThat(problem.retryAfter()).isNotNull();
    }

    @Test
    void takesNothingInOnceItIsClosed() {
        admission.close();

        assertProblem(ErrorCode.SHUTTING_DOWN, () -> admission.admit(JOB, MODEL));
    }

    @Test
    void asksForNoLimitOfMemoryThatIsNotThere() {
        ports.used = OptionalDouble.empty();

        assertThatNoException().isThrownBy(() -> admission.admit(JOB, MODEL));
    }

    private static final class InMemoryPorts implements Room, Lanes, ModelCatalog {
        OptionalDouble used = OptionalDouble.of(0.5);
        Ahead ahead = Ahead.NONE;
        int asked;

        @Override
        public OptionalDouble used() {
            return used;
        }

        @Override
        public Optional<Ahead> before(JobId job, String model, Lane lane) {
            return Optional.of(ahead);
        }

        @Override
        public Ahead all(String model, Lane lane) {
            asked++;
            return ahead;
        }

        @Override
        public InHand inHand(String model, Lane lane, int slots) {
            return new InHand(slots, 2000 * slots);
        }

        @Override
        public List<ServedModel> served() {
            return List.of(MODEL);
        }

        @Override
        public boolean isRemembered(String model) {
            return true;
        }
    }
}
