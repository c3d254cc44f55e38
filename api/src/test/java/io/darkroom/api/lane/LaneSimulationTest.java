package io.darkroom.api.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.api.catalog.ModelCatalog;
import io.darkroom.api.catalog.ServedModel;
import io.darkroom.api.lane.SimulatedFleet.Job;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.api.status.Snapshots;
import io.darkroom.api.submit.Offers;
import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.DrawingCost;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.JobState;
import io.darkroom.core.job.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what callers are told to what then happens, in a fleet whose time is simulated. */
class LaneSimulationTest {
    private static final int JOBS = 600;
    private static final double SPEED = 1000;
    private static final double ROUNDING = 1e-6;
    private static final double MOSTLY_BULK = 0.7;

    private final SimulatedFleet fleet = new SimulatedFleet();
    private final List<Job> submitted = new ArrayList<>();
    private final List<Job> deleted = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private int workers;
    private int slots;
    private double speed;
    private double bulk;
    private Lane asked = Lane.INTERACTIVE;

    @ParameterizedTest(name = "{0} workers of {1} slots, load {2}, seed {3}")
    @CsvSource({"1, 1, 1.1, 1", "1, 2, 1.1, 2", "4, 2, 1.2, 3", "8, 4, 1.5, 4", "2, 2, 0.9, 5", "16, 2, 2.0, 6"})
    void noEstimateIsOffByMoreThanTheLongestDrawing(int workers, int each, double load, long seed) {
        staff(workers, each);

        run(load, 0, new SplittableRandom(seed));

        assertThat(told).hasSizeGreaterThan(JOBS / 10).allSatisfy(estimate -> {
            assertThat(Math.abs(estimate.waiting() - estimate.waited()))
                    .as("waiting, %s", estimate)
                    .isLessThanOrEqualTo(estimate.longestDrawing() + ROUNDING);
            assertThat(Math.abs(estimate.seconds() - estimate.took()))
                    .as("until the end, %s", estimate)
                    .isLessThanOrEqualTo(2 * estimate.longestDrawing() + ROUNDING);
        });
    }

    @ParameterizedTest(name = "{0} workers of {1} slots, load {2}, seed {3}")
    @CsvSource({"1, 1, 1.1, 1", "1, 2, 1.1, 2", "4, 2, 1.2, 3", "8, 4, 1.5, 4", "16, 2, 2.0, 6"})
    void halfOfAllEstimatesAreNear(int workers, int each, double load, long seed) {
        staff(workers, each);

        run(load, 0, new SplittableRandom(seed));

        // Where hardly anything waits, what slots have in hand is most of the way, and nobody knows how far they are.
        assertThat(share(0.5)).isLessThan(0.25);
        assertThat(share(0.95)).isLessThan(0.6);
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"7", "8", "9"})
    void jobsThatLeftOutOfTurnAreNotWaitedFor(long seed) {
        staff(4, 2);

        run(1.3, 0.3, new SplittableRandom(seed));

        assertThat(told).hasSizeGreaterThan(JOBS / 10);
        // Those that leave after the estimate shorten the way.
        assertThat(share(0.5)).isLessThan(0.35);
    }

    @ParameterizedTest(name = "{0} workers of {1} slots, load {2}, seed {3}")
    @CsvSource({"1, 1, 1.1, 1", "1, 2, 1.1, 2", "4, 2, 1.2, 3", "8, 4, 1.5, 4", "16, 2, 2.0, 6"})
    void bulkJobsWaitLongerByWhatComesMeanwhileAndShorterByWhatIsUndoneThen(
            int workers, int each, double load, long seed) {
        staff(workers, each);
        bulk = MOSTLY_BULK;
        asked = Lane.BULK;

        run(load, 0, new SplittableRandom(seed));

        assertThat(told).hasSizeGreaterThan(JOBS / 10).allSatisfy(estimate -> {
            assertThat(estimate.waited() - estimate.waiting())
                    .as("later than told, %s", estimate)
                    .isLessThanOrEqualTo(estimate.longestDrawing() + estimate.came() + ROUNDING);
            assertThat(estimate.waiting() - estimate.waited())
                    .as("sooner than told, %s", estimate)
                    .isLessThanOrEqualTo(estimate.longestDrawing() + estimate.overtaking() + ROUNDING);
        });
        assertThat(share(0.5)).isLessThan(0.35);
        assertThat(share(0.95)).isLessThan(0.8);
    }

    private void staff(int workers, int each) {
        for (int i = 0; i < workers; i++) {
            fleet.add(SPEED, each);
        }
        this.workers = workers;
        slots = workers * each;
        speed = workers * SPEED;
    }

    /** Submits jobs at random; asks, at each, about one that waits in the lane asked about; in the end compares. */
    private void run(double load, double deletions, SplittableRandom random) {
        QueueEstimate estimate = new QueueEstimate(new LanesOfTheFleet(), new Catalog());
        List<Question> questions = new ArrayList<>();
        double averageCost = 0;
        for (int i = 0; i < JOBS; i++) {
            Job job = job(random);
            averageCost += (job.cost - averageCost) / (i + 1);
            submitted.add(job);
            fleet.submit(job);
            if (random.nextDouble() < deletions) {
                delete(random);
            }
            ask(estimate, random).ifPresent(questions::add);
            fleet.until(fleet.now() - Math.log(1 - random.nextDouble()) * averageCost / speed / load);
        }
        fleet.until(Double.MAX_VALUE);
        questions.stream()
                .filter(question -> !Double.isNaN(question.job().ended))
                .map(this::answered)
                .forEach(told::add);
    }

    private Job job(SplittableRandom random) {
        Lane lane = bulk > 0 && random.nextDouble() < bulk ? Lane.BULK : Lane.INTERACTIVE;
        JobSpec spec = new JobSpec(
                "shapes",
                64 * random.nextInt(1, 9),
                64 * random.nextInt(1, 9),
                random.nextInt(5, 51),
                5f,
                random.nextInt(5) == 0 ? "heun" : "ddim",
                random.nextInt(1, 5),
                lane,
                false,
                DeliveryMode.TTL,
                60);
        List<Job> before = submitted.stream().filter(job -> job.lane() == lane).toList();
        return new Job(spec, DrawingCost.of(spec), before.size(), cost(before));
    }

    private void delete(SplittableRandom random) {
        List<Job> waiting = fleet.waiting(asked);
        if (!waiting.isEmpty()) {
            Job job = waiting.get(random.nextInt(waiting.size()));
            fleet.delete(job);
            deleted.add(job);
        }
    }

    private Optional<Question> ask(QueueEstimate estimate, SplittableRandom random) {
        List<Job> waiting = fleet.waiting(asked);
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        int at = random.nextInt(waiting.size());
        Job job = waiting.get(at);
        Outlook outlook = estimate.of(snapshot(job), JobState.QUEUED);
        assertThat(outlook.position()).hasValue(at);
        double largest = Stream.concat(fleet.inHand(asked).stream(), waiting.subList(0, at + 1).stream())
                .mapToDouble(other -> other.cost)
                .max()
                .orElseThrow();
        double seconds = outlook.seconds().orElseThrow();
        // Jobs wait, so all slots are busy.
        double drawing = job.cost * slots / speed;
        return Optional.of(new Question(
                job, fleet.now(), seconds, seconds - drawing, largest * slots / speed, overtaking() / speed));
    }

    /** The interactive work that there is while a bulk job is asked about. */
    private double overtaking() {
        return asked == Lane.INTERACTIVE
                ? 0
                : cost(fleet.waiting(Lane.INTERACTIVE))
                        + fleet.inHand(Lane.INTERACTIVE).stream()
                                .mapToDouble(Job::left)
                                .sum();
    }

    private static double cost(List<Job> jobs) {
        return jobs.stream().mapToDouble(job -> job.cost).sum();
    }

    private static JobSnapshot snapshot(Job job) {
        return new JobSnapshot(
                job.id,
                "owner",
                JobState.QUEUED,
                job.spec,
                Snapshots.CREATED,
                Snapshots.DEADLINE,
                null,
                0,
                0,
                0,
                0,
                null,
                null);
    }

    private Told answered(Question question) {
        List<Job> came = submitted.stream()
                .filter(job ->
                        job.lane() != asked && job.submitted > question.at() && job.submitted < question.job().begun)
                .toList();
        return new Told(
                question.waiting(),
                question.job().begun - question.at(),
                question.seconds(),
                question.job().ended - question.at(),
                question.longestDrawing(),
                question.overtaking(),
                cost(came) / speed);
    }

    /** The quantile of how far estimates were off, as a share of what it then took. */
    private double share(double quantile) {
        List<Double> shares = told.stream()
                .map(estimate -> Math.abs(estimate.seconds() - estimate.took()) / estimate.took())
                .sorted(Comparator.naturalOrder())
                .toList();
        return shares.get((int) (quantile * (shares.size() - 1)));
    }

    private record Question(
            Job job, double at, double seconds, double waiting, double longestDrawing, double overtaking) {}

    private record Told(
            double waiting,
            double waited,
            double seconds,
            double took,
            double longestDrawing,
            double overtaking,
            double came) {}

    /** Knows of each job what Redis knows: its number, and what entered before it. */
    private final class LanesOfTheFleet implements Lanes {
        @Override
        public Optional<Ahead> before(JobId id, String model, Lane lane) {
            List<Job> waiting = fleet.waiting(lane);
            for (int at = 0; at < waiting.size(); at++) {
                Job job = waiting.get(at);
                if (job.id.equals(id)) {
                    Job head = waiting.get(0);
                    List<Job> left = deleted.stream()
                            .filter(other -> other.place > head.place && other.place < job.place)
                            .toList();
                    return Optional.of(Ahead.within(
                            at, job.place - head.place - left.size(), job.costBefore - head.costBefore - cost(left)));
                }
            }
            return Optional.empty();
        }

        @Override
        public Ahead all(String model, Lane lane) {
            if (asked == Lane.INTERACTIVE) {
                throw new AssertionError("nothing overtakes interactive jobs");
            }
            return new Ahead(fleet.waiting(lane).size(), cost(fleet.waiting(lane)));
        }

        @Override
        public InHand inHand(String model, Lane lane, int slots) {
            return new InHand(
                    fleet.inHand(lane).size(),
                    fleet.inHand(lane).stream().mapToDouble(Job::left).sum());
        }
    }

    private final class Catalog implements ModelCatalog {
        @Override
        public List<ServedModel> served() {
            return List.of(new ServedModel(Offers.SHAPES, workers, slots, OptionalDouble.of(speed)));
        }

        @Override
        public boolean isRemembered(String model) {
            return true;
        }
    }
}
