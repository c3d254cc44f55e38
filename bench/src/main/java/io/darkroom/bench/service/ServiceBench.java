package io.darkroom.bench.service;

import io.darkroom.bench.engine.DrawingJob;
import io.darkroom.bench.engine.EngineAlone;
import io.darkroom.bench.measure.Contestant;
import io.darkroom.bench.measure.Figures;
import io.darkroom.bench.measure.Rounds;
import io.darkroom.bench.report.Report;
import io.darkroom.bench.report.Row;
import io.darkroom.bench.report.Target;
import io.darkroom.bench.suite.Benchmark;
import io.darkroom.bench.suite.Settings;
import io.darkroom.core.job.Lane;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What is left of the engine's speed once its pictures go through REST, Kafka, Redis and seals, and what that adds to each. */
public final class ServiceBench implements Benchmark {
    /** Of each lane: the most that a worker takes by itself. */
    private static final int SLOTS = 8;
    /** Twice as many as are drawn at a time, so that a slot that becomes free finds the next one waiting. */
    private static final int OUTSTANDING = 2 * SLOTS;

    private static final int JOBS = 3 * SLOTS;
    /** Of each round: its two sides in turns, since one after the other meets a machine of another speed. */
    private static final int TURNS = 3;
    /** Every slot busy, and some waiting. */
    private static final int OUTSTANDING_BULK = SLOTS + 4;
    /**
     * Until a server's JVMs have compiled what they do for each job, that takes several times as long; a server comes to that
     * after thousands of pictures, which would be most of this bench.
     */
    private static final int WARMING_JOBS = 10_000;

    private static final Map<String, ?> SMALL = Map.of(
            "prompt", "a red circle", "width", 64, "height", 64, "steps", 1, "guidance_scale", 1, "lane", "bulk");
    /** Of both JVMs that draw. */
    private static final List<String> FLAGS = List.of("-Xmx1g", "-XX:+UseSerialGC");

    @Override
    public String name() {
        return "service";
    }

    @Override
    public Report run(Settings settings) {
        try (MeasuredSystem system = MeasuredSystem.drawing(settings, SLOTS, FLAGS);
                EngineAlone engine = EngineAlone.start(settings, FLAGS)) {
            List<DrawingJob> jobs = DrawingJob.different(JOBS);
            RestClient client = system.client();
            settings.notices().accept("warming up the services with " + WARMING_JOBS + " small pictures");
            Window.seconds(WARMING_JOBS, OUTSTANDING, () -> client.picture(SMALL));
            Contestant overRest = Contestant.of("over REST", () -> JOBS / seconds(client, jobs));
            Contestant alone = Contestant.of(
                    "the engine alone", () -> JOBS / engine.draw(jobs, SLOTS).seconds());
            Latencies latencies = new Latencies(client, system.follower(), engine, OUTSTANDING_BULK, settings.rounds());
            Figures figures = new Rounds(TURNS * settings.rounds(), settings.notices()).run(List.of(alone, overRest));
            var unused = new Rounds(settings.rounds(), settings.notices()).run(latencies.contestants());
            List<Row> rows = new ArrayList<>();
            rows.add(Row.of(
                            "pictures over REST, " + OUTSTANDING + " outstanding",
                            "pictures/s",
                            figures.of(overRest),
                            alone.name(),
                            figures.of(alone))
                    .meant(Target.atLeast(0.95)));
            rows.addAll(latencies.rows());
            return new Report(name(), title(settings), rows, notes(), List.of(latencies.plot()));
        }
    }

    private static double seconds(RestClient client, List<DrawingJob> jobs) {
        Iterator<DrawingJob> next = jobs.iterator();
        return Window.seconds(JOBS, OUTSTANDING, () -> {
            synchronized (next) {
                return client.picture(next.next().body(Lane.BULK));
            }
        });
    }

    private static String title(Settings settings) {
        return "jobs of different settings through REST and one worker with " + SLOTS
                + " slots a lane, and through its engine alone; median of " + settings.rounds() + " rounds";
    }

    private static List<String> notes() {
        return List.of(
                "the engine alone: in a JVM of its own, as a worker sets it up, with as many pictures in flight as the worker has slots",
                "pictures over REST: " + TURNS + " turns a round",
                "latencies: one job after another, each alone, over REST and followed right after one another; the three parts of what is added are of the followed ones",
                "p50, p95 and p99 of interactive pictures: of all rounds' pictures together; quartiles: of whole rounds drawn anew");
    }
}
