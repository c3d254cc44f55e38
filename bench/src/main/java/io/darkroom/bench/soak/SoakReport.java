package io.darkroom.bench.soak;

import io.darkroom.bench.measure.Spread;
import io.darkroom.bench.report.Plot;
import io.darkroom.bench.report.Report;
import io.darkroom.bench.report.Row;
import io.darkroom.bench.report.Target;
import io.darkroom.testkit.Objection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Findings as the other benches report theirs. */
final class SoakReport {
    private static final int STEPS = 12;

    private SoakReport() {}

    static Report of(Findings findings, long seed) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("accepted", "jobs", findings.accepted()));
        findings.ends().forEach((state, jobs) -> rows.add(Row.of("ended: " + state, "jobs", jobs)));
        for (Objection.Kind kind : Objection.Kind.values()) {
            rows.add(Row.of(kind.name().toLowerCase(Locale.ROOT), "jobs", findings.count(kind))
                    .meant(Target.atMost(0)));
        }
        if (findings.seconds().length > 0) {
            rows.add(Row.of("from acceptance to end", "s", findings.seconds()));
        }
        findings.recoveries().forEach((fault, seconds) -> rows.add(recovery(fault, seconds)));
        findings.growth()
                .parts()
                .forEach(part -> findings.growth().trend(part).ifPresent(trend -> addGrowth(part, trend, rows)));
        return new Report("soak", title(findings, seed), rows, notes(findings), List.of(memory(findings.growth())));
    }

    private static String title(Findings findings, long seed) {
        return String.format(
                Locale.ROOT,
                "20 jobs in flight for %d minutes under random faults, seed %d",
                findings.time().toMinutes(),
                seed);
    }

    private static Row recovery(Fault fault, List<Double> seconds) {
        double worst = seconds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return Row.of("worst of " + seconds.size() + " recoveries: " + fault.label(), "s", worst);
    }

    private static void addGrowth(String part, Trend trend, List<Row> rows) {
        rows.add(row("memory: " + part, "MiB", trend.memory(), trend.memoryBefore(), trend.mostMemory()));
        rows.add(row("threads: " + part, "", trend.threads(), trend.threadsBefore(), trend.mostThreads()));
    }

    private static Row row(String what, String unit, double end, double begin, double most) {
        return Row.of(what, unit, new double[] {end}, "at the begin", new double[] {begin})
                .meant(Target.atMost(most / begin));
    }

    private static List<String> notes(Findings findings) {
        List<String> notes = new ArrayList<>();
        notes.add("a recovery lasts from the begin of the fault until all that was in flight then has ended");
        notes.add(
                "a part may grow by half and 128 MiB of memory, by half and eight threads: that process of it which lived "
                        + "longest, from its first minute on");
        notes.add("\"none\" is no fault, and so the time that jobs take by themselves");
        findings.growth()
                .parts()
                .forEach(part -> notes.add(part + " was replaced "
                        + findings.growth().replacements(part) + " times"
                        + (findings.growth().trend(part).isEmpty() ? ", too often to tell whether it grows" : "")));
        findings.unexpected().forEach((answer, times) -> notes.add("answered " + answer + ": " + times + " times"));
        findings.objections().forEach(objection -> notes.add(objection.toString()));
        return notes;
    }

    private static Plot memory(Growth growth) {
        int looks = growth.parts().stream()
                .mapToInt(part -> growth.of(part).size())
                .min()
                .orElse(0);
        int steps = Math.min(STEPS, looks);
        List<Integer> shown = IntStream.range(0, steps)
                .mapToObj(step -> steps == 1 ? 0 : step * (looks - 1) / (steps - 1))
                .toList();
        List<Plot.Line> lines = growth.parts().stream()
                .map(part -> new Plot.Line(
                        part,
                        shown.stream()
                                .map(look -> Spread.of(growth.of(part).get(look).megabytes()))
                                .toList()))
                .toList();
        return new Plot(
                "soak-memory",
                "resident memory under random faults",
                "minutes",
                "MiB",
                shown.stream()
                        .map(look -> String.format(Locale.ROOT, "%.0f", look / 6.0))
                        .toList(),
                lines);
    }
}
