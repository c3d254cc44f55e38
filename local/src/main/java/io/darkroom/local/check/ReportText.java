package io.darkroom.local.check;

import io.darkroom.diffusion.golden.Difference;
import io.darkroom.diffusion.onnx.GraphInput;
import io.darkroom.diffusion.pipeline.ModelDescription;
import io.darkroom.diffusion.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report for people. */
final class ReportText {
    private static final int LABEL_WIDTH = 12;

    private final List<String> lines = new ArrayList<>();

    private ReportText() {}

    static List<String> of(ModelReport report) {
        ReportText text = new ReportText();
        ModelReport.Drawn drawn = report.drawn();
        text.lines.add((report.passes() ? "PASS " : "FAIL ") + report.name());
        if (drawn == null) {
            text.add("reason", String.valueOf(report.problem()));
        } else {
            text.describe(drawn.description());
            drawn.inputs().forEach(text::input);
            text.measures(drawn);
            text.recordings(drawn);
        }
        return text.lines;
    }

    private void add(String label, String value) {
        lines.add("  " + label + " ".repeat(LABEL_WIDTH - label.length()) + value);
    }

    private void describe(ModelDescription model) {
        add("kind", model.kind());
        add("pipelines", pipelines(model));
        add(
                "sizes",
                model.minSide() + ".." + model.maxSide() + ", multiples of " + model.sizeFactor() + ", by default "
                        + model.defaultWidth() + "x" + model.defaultHeight());
        add("scheduler", model.defaultScheduler() + ", or any of " + String.join(" ", model.schedulers()));
    }

    static String pipelines(ModelDescription model) {
        return model.pipelines().stream().sorted().map(Pipeline::label).collect(Collectors.joining(" "));
    }

    private void input(GraphInput input) {
        add("input", input.file() + ": " + input);
    }

    private void measures(ModelReport.Drawn drawn) {
        add("files", megabytes(drawn.fileBytes()));
        drawn.residentBytes().ifPresent(bytes -> add("memory", megabytes(bytes)));
        add("speed", String.format(Locale.ROOT, "%.3f seconds a step", drawn.secondsAStep()));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / (1024.0 * 1024));
    }

    private void recordings(ModelReport.Drawn drawn) {
        int all = drawn.comparisons().size();
        add("recordings", all == 0 ? "none of this model" : drawn.holding() + " of " + all + " hold");
        drawn.comparisons().forEach(comparison -> add("", comparison.recording() + ": " + result(comparison)));
    }

    private static String result(Comparison comparison) {
        Difference difference = comparison.difference();
        if (difference == null) {
            return "cannot be drawn: " + comparison.problem();
        }
        return String.format(
                Locale.ROOT,
                "%.2f %% within 1 of 255, largest difference %d%s",
                100 * difference.shareWithinOne(),
                difference.largest(),
                comparison.holds() ? "" : ", too far");
    }
}
