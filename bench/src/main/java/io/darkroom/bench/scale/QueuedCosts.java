package io.darkroom.bench.scale;

import io.darkroom.bench.measure.Rounds;
import io.darkroom.bench.measure.Spread;
import io.darkroom.bench.report.Plot;
import io.darkroom.bench.report.Row;
import io.darkroom.bench.report.Target;
import io.darkroom.bench.service.MeasuredSystem;
import io.darkroom.bench.service.RedisLink;
import io.darkroom.bench.suite.Settings;
import io.darkroom.local.ApiKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What a job costs while 10, 1,000 and 100,000 wait: through REST, Kafka, Redis and a worker that draws nothing. */
final class QueuedCosts {
    private static final List<Integer> SIZES = List.of(10, 1_000, 100_000);
    private static final int SLOTS = 8;
    private static final int WARM_UP = 2_000;
    private static final String UNIT = "CPU ms";

    private final Settings settings;
    private final List<Row> rows = new ArrayList<>();
    private final List<Plot> plots = new ArrayList<>();

    private QueuedCosts(Settings settings) {
        this.settings = settings;
    }

    static QueuedCosts measure(Settings settings) {
        QueuedCosts costs = new QueuedCosts(settings);
        try {
            Path folder = Files.createTempDirectory("darkroom-scale");
            try {
                costs.run(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return costs;
    }

    List<Row> rows() {
        return rows;
    }

    List<Plot> plots() {
        return plots;
    }

    static List<String> notes() {
        return List.of(
                "cost a job: processor time of API, worker, Kafka, Redis, PostgreSQL and client together, which draw nothing; each size in a "
                        + "lane and of an owner of its own; " + SLOTS + " slots a lane");
    }

    private void run(Path folder) throws IOException {
        Path models = Files.createDirectories(folder.resolve("models"));
        Path hold = Files.createDirectories(folder.resolve("hold"));
        Map<String, ApiKey> owners = new LinkedHashMap<>();
        for (int size : SIZES) {
            Files.createSymbolicLink(models.resolve(model(size)), settings.model());
            owners.put(model(size), ApiKey.generate());
        }
        try (MeasuredSystem system = MeasuredSystem.holdingBack(settings, SLOTS, models, hold, owners);
                RedisLink redis = system.redis()) {
            redis.ask("CONFIG", "SET", "maxmemory", "2gb");
            List<Backlog> backlogs = SIZES.stream()
                    .map(size -> new Backlog(
                            size,
                            model(size),
                            system.client(Objects.requireNonNull(owners.get(model(size)))),
                            redis,
                            hold.resolve(model(size))))
                    .toList();
            settings.notices().accept("filling the lanes, the largest with 100,000 jobs (a few minutes)");
            backlogs.forEach(backlog -> backlog.warmUp(WARM_UP));
            double before = memory(redis);
            backlogs.forEach(Backlog::fill);
            rows.add(Row.of(
                    "memory of Redis for a job that waits",
                    "KiB",
                    (memory(redis) - before)
                            / SIZES.stream().mapToInt(size -> size).sum()
                            / 1024));
            new Rounds(settings.rounds(), settings.notices()).run(backlogs);
            report(backlogs);
        }
    }

    private static double memory(RedisLink redis) {
        return redis.ask("INFO", "memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static String model(int size) {
        return "queued-" + size;
    }

    private void report(List<Backlog> backlogs) {
        Backlog few = backlogs.get(0);
        for (Backlog many : backlogs.subList(1, backlogs.size())) {
            Row row = row("a job", many, few, UNIT, Backlog.Costs::whole);
            rows.add(many == backlogs.get(backlogs.size() - 1) ? row.meant(Target.atMost(1.1)) : row);
        }
        Backlog many = backlogs.get(backlogs.size() - 1);
        rows.add(row("Redis for a job", many, few, UNIT, Backlog.Costs::redis));
        rows.add(row("a submission", many, few, UNIT, costs -> costs.submitted().processorMillisEach()));
        rows.add(row("a drawing", many, few, UNIT, costs -> costs.drawn().processorMillisEach()));
        rows.add(row("reading a job", many, few, UNIT, costs -> costs.looked().processorMillisEach()));
        rows.add(row("a submission", many, few, "ms", costs -> costs.submitted().millisEach()));
        rows.add(row("a drawing", many, few, "ms", costs -> costs.drawn().millisEach()));
        plots.add(new Plot(
                "scale-queued",
                "Cost of a job by how many wait",
                "jobs that wait",
                UNIT + " a job",
                SIZES.stream().map(size -> String.format("%,d", size)).toList(),
                List.of(
                        line("submitted and drawn", backlogs, Backlog.Costs::whole),
                        line("submitted", backlogs, costs -> costs.submitted().processorMillisEach()),
                        line("drawn", backlogs, costs -> costs.drawn().processorMillisEach()))));
    }

    private static Row row(
            String what, Backlog many, Backlog few, String unit, ToDoubleFunction<Backlog.Costs> figure) {
        return Row.of(what + ", " + many.name(), unit, many.of(figure), few.name(), few.of(figure));
    }

    private static Plot.Line line(String name, List<Backlog> backlogs, ToDoubleFunction<Backlog.Costs> figure) {
        return new Plot.Line(
                name,
                backlogs.stream().map(backlog -> Spread.of(backlog.of(figure))).toList());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
