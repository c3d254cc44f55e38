package io.darkroom.bench.service;

import io.darkroom.bench.engine.DrawingJob;
import io.darkroom.bench.engine.DrawingTimes;
import io.darkroom.bench.engine.EngineAlone;
import io.darkroom.bench.measure.Contestant;
import io.darkroom.bench.measure.Samples;
import io.darkroom.bench.report.Plot;
import io.darkroom.bench.report.Row;
import io.darkroom.bench.report.Target;
import io.darkroom.core.job.Lane;
import io.darkroom.local.client.ApiClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What one job after another takes from submission to picture: alone, followed by its client, and while bulk fills every slot. */
final class Latencies {
    /** In all rounds together: the least of which one sample in a hundred is not just the largest. */
    private static final int POOLED = 105;

    private static final int LEAST_A_ROUND = 15;
    private static final String UNIT = "ms";

    private final RestClient client;
    private final ApiClient follower;
    private final EngineAlone engine;
    private final int outstandingBulk;
    private final List<DrawingJob> jobs;

    private final Samples idle = new Samples("a picture over REST, idle", this::compareEach);
    private final Samples added = new Samples("submission to picture less drawing", () -> each(Comparison::added));
    private final Samples before = new Samples("submission to first step", () -> each(Comparison::addedBefore));
    private final Samples between = new Samples("first step to last", () -> each(Comparison::addedBetween));
    private final Samples after = new Samples("last step to picture", () -> each(Comparison::addedAfter));
    private final Samples busy = new Samples("a picture over REST, bulk everywhere", this::submitEachUnderPressure);

    private List<Comparison> last = List.of();

    /**
     * Measures nothing yet.
     *
     * @param outstandingBulk bulk jobs on their way at a time, more than there are slots
     * @param rounds that will be measured: the fewer, the more jobs each has
     */
    Latencies(RestClient client, ApiClient follower, EngineAlone engine, int outstandingBulk, int rounds) {
        this.client = client;
        this.follower = follower;
        this.engine = engine;
        this.outstandingBulk = outstandingBulk;
        this.jobs = DrawingJob.different(jobsARound(rounds));
    }

    /** So many that all rounds together have enough for a p99. */
    static int jobsARound(int rounds) {
        return Math.max(LEAST_A_ROUND, (POOLED + rounds - 1) / rounds);
    }

    List<Contestant> contestants() {
        return List.of(new Idle(), busy);
    }

    /** Each job in turn alone, over REST, and followed: what is subtracted from another was measured a moment before it. */
    private final class Idle implements Contestant {
        @Override
        public String name() {
            return idle.name();
        }

        @Override
        public double measure() {
            double figure = idle.measure();
            List.of(added, before, between, after).forEach(Contestant::measure);
            return figure;
        }
    }

    private double[] compareEach() {
        last = jobs.stream().map(this::compare).toList();
        return each(Comparison::overRest);
    }

    private Comparison compare(DrawingJob job) {
        DrawingTimes alone = engine.draw(List.of(job), 1).times().get(0);
        return new Comparison(alone, submit(job), FollowedJob.of(follower, job));
    }

    private double[] each(ToDoubleFunction<Comparison> figure) {
        return last.stream().mapToDouble(figure).toArray();
    }

    private double submit(DrawingJob job) {
        long begun = System.nanoTime();
        client.picture(job.body(Lane.INTERACTIVE)).join();
        return (System.nanoTime() - begun) / 1e6;
    }

    private double[] submitEachUnderPressure() {
        int[] next = {0};
        try (Pressure unused = Pressure.of(outstandingBulk, () -> {
            synchronized (next) {
                return client.picture(jobs.get(next[0]++ % jobs.size()).body(Lane.BULK));
            }
        })) {
            return jobs.stream().mapToDouble(this::submit).toArray();
        }
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("added when idle, submission to picture less drawing, p50", UNIT, added.quantile(0.5))
                .meant(Target.atMost(25)));
        rows.add(Row.of("added when idle, submission to first step, p50", UNIT, before.quantile(0.5)));
        rows.add(Row.of("added when idle, first step to last, p50", UNIT, between.quantile(0.5)));
        rows.add(Row.of("added when idle, last step to picture, p50", UNIT, after.quantile(0.5)));
        rows.add(quantile("p50", 0.5));
        rows.add(quantile("p95", 0.95).meant(Target.atMost(2)));
        rows.add(quantile("p99", 0.99));
        return rows;
    }

    Plot plot() {
        List<String> names = List.of("p50", "p95", "p99");
        double[] shares = {0.5, 0.95, 0.99};
        return new Plot(
                "interactive",
                "An interactive picture over REST",
                "share of the pictures that took no longer",
                UNIT,
                names,
                List.of(line("bulk has every slot", busy, shares), line("idle", idle, shares)));
    }

    private static Plot.Line line(String name, Samples samples, double... shares) {
        return new Plot.Line(
                name,
                Arrays.stream(shares)
                        .mapToObj(share -> samples.pool().quantile(share))
                        .toList());
    }

    private Row quantile(String name, double share) {
        return Row.ofQuantile(
                "interactive " + name + " while bulk has every slot", UNIT, share, busy.pool(), "idle", idle.pool());
    }
}
