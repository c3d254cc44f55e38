package io.darkroom.local.check;

import io.darkroom.diffusion.golden.Difference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A row for each scheduler, pipeline and model, with the worst of its recordings. */
final class ReportTable {
    private ReportTable() {}

    static List<String> of(List<ModelReport> reports) {
        Map<String, List<Comparison>> rows = new TreeMap<>();
        for (ModelReport report : reports) {
            ModelReport.Drawn drawn = report.drawn();
            for (Comparison one : drawn == null ? List.<Comparison>of() : drawn.comparisons()) {
                String key = "| " + one.scheduler() + " | " + one.pipeline() + " | " + report.name() + " |";
                rows.computeIfAbsent(key, any -> new ArrayList<>()).add(one);
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("| scheduler | pipeline | model | recordings | within 1 of 255 | largest difference | |");
        lines.add("|---|---|---|---:|---:|---:|---|");
        rows.forEach((key, comparisons) -> lines.add(key + " " + comparisons.size() + " | " + worst(comparisons)));
        return lines;
    }

    private static String worst(Collection<Comparison> comparisons) {
        double share = 1;
        int largest = 0;
        boolean hold = true;
        for (Comparison comparison : comparisons) {
            Difference difference = comparison.difference();
            hold &= comparison.holds();
            share = Math.min(share, difference == null ? 0 : difference.shareWithinOne());
            largest = Math.max(largest, difference == null ? 255 : difference.largest());
        }
        return String.format(
                Locale.ROOT, "%.2f %% | %d | %s |", 100 * share, largest, hold ? "holds" : "does not hold");
    }
}
