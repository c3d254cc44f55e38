package io.darkroom.bench.fleet;

import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.DrawingCost;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.Lane;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Jobs as they come in: interactive and bulk ones of many owners by chance, and once, a fifth into the time, a tenth of all
 * bulk work at one stroke from a single owner.
 */
final class Demand {
    /** Popular, known, and rare. */
    static final List<String> MODELS = List.of("popular", "known", "rare");

    static final String HOG = "hog";
    private static final int OWNERS = 100;
    private static final double[] POPULARITY = {0.8, 0.95, 1};
    private static final int[] SIDES = {512, 512, 512, 768, 768, 1024};
    private static final int LEAST_STEPS = 20;
    private static final int MOST_STEPS = 40;
    private static final int MOST_BULK_IMAGES = 4;
    private static final double STROKE = 0.1;
    private static final int SAMPLES = 10_000;

    private final FleetPlan plan;
    private final Timeline time;
    private final SplittableRandom random;
    private final BiConsumer<String, JobSpec> submission;

    /** @param submission is given owner and job at the moment of each submission */
    Demand(FleetPlan plan, Timeline time, SplittableRandom random, BiConsumer<String, JobSpec> submission) {
        this.plan = plan;
        this.time = time;
        this.random = random;
        this.submission = submission;
    }

    /** Plans the first submissions; each plans the next. */
    void begin() {
        double work = plan.load() * plan.workers() * Card.speed();
        double bulk = work * (1 - plan.interactive());
        come(Lane.INTERACTIVE, averageCost(Lane.INTERACTIVE) / (work * plan.interactive()));
        double seconds = averageCost(Lane.BULK) / bulk;
        come(Lane.BULK, seconds / (1 - STROKE));
        long jobs = Math.round(STROKE * plan.horizon().toSeconds() / seconds);
        time.in(plan.horizon().dividedBy(5), () -> {
            for (long i = 0; i < jobs; i++) {
                submission.accept(HOG, job(Lane.BULK));
            }
        });
    }

    private void come(Lane lane, double seconds) {
        double pause = -Math.log(1 - random.nextDouble()) * seconds;
        long next = time.now() + (long) (pause * 1e9);
        if (next <= plan.horizon().toNanos()) {
            time.at(next, () -> {
                submission.accept("owner-" + random.nextInt(OWNERS), job(lane));
                come(lane, seconds);
            });
        }
    }

    private double averageCost(Lane lane) {
        return IntStream.range(0, SAMPLES)
                .mapToDouble(i -> DrawingCost.of(job(lane)))
                .average()
                .orElseThrow();
    }

    private JobSpec job(Lane lane) {
        int side = SIDES[random.nextInt(SIDES.length)];
        return new JobSpec(
                model(random.nextDouble()),
                side,
                side,
                random.nextInt(LEAST_STEPS, MOST_STEPS + 1),
                5f,
                "euler",
                lane == Lane.BULK ? random.nextInt(1, MOST_BULK_IMAGES + 1) : 1,
                lane,
                false,
                DeliveryMode.TTL,
                600);
    }

    private static String model(double chance) {
        int model = 0;
        while (chance > POPULARITY[model]) {
            model++;
        }
        return MODELS.get(model);
    }

    /** The models that worker {@code number} of a fleet serves. */
    static List<String> models(int number) {
        return number % 4 == 0 ? MODELS : MODELS.subList(0, number % 2 == 0 ? 2 : 1);
    }
}
