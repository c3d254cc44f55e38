package io.darkroom.bench.report;

import io.darkroom.bench.measure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A report for people: aligned columns, as Markdown takes them too. */
public final class TextTable {
    private static final List<String> HEAD =
            List.of("what", "ours", "against", "theirs", "ours / theirs", "quartiles", "target", "");
    private static final List<Boolean> TO_THE_RIGHT = List.of(false, true, false, true, true, true, true, false);

    private TextTable() {}

    /** The lines of the table, with title and notes. */
    public static List<String> of(Report report) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(HEAD);
        report.rows().forEach(row -> cells.add(cells(row)));
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> cells.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        List<String> lines = new ArrayList<>();
        lines.add(report.bench() + ": " + report.title());
        lines.add("");
        lines.add(line(HEAD, widths));
        lines.add(rule(widths));
        cells.subList(1, cells.size()).forEach(line -> lines.add(line(line, widths)));
        lines.add("");
        report.notes().forEach(note -> lines.add("- " + note));
        return lines;
    }

    private static List<String> cells(Row row) {
        if (row.notRun() != null) {
            return List.of(row.what(), "", against(row), "", "not run", "", "", row.notRun());
        }
        return List.of(
                row.what(),
                figure(row.ours(), row.unit()),
                against(row),
                figure(row.theirs(), row.unit()),
                row.ratio() == null ? "" : number(row.ratio().median()),
                quartiles(row),
                row.target() == null ? "" : row.target().toString(),
                verdict(row));
    }

    private static String against(Row row) {
        return row.against() == null ? "" : row.against();
    }

    private static String figure(@Nullable Spread spread, String unit) {
        return spread == null ? "" : (number(spread.median()) + " " + unit).strip();
    }

    private static String quartiles(Row row) {
        Spread spread = row.ratio() != null ? row.ratio() : row.ours();
        return spread == null || spread.low() == spread.high()
                ? ""
                : number(spread.low()) + "–" + number(spread.high());
    }

    private static String verdict(Row row) {
        Boolean met = row.met();
        return met == null ? "" : met ? "met" : "not met";
    }

    /** Three digits that count, no more than a noisy measurement has. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 || size == 0 ? 2 : size >= 0.001 ? 4 : 6;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < widths.length; column++) {
            String padding = " ".repeat(widths[column] - cells.get(column).length());
            boolean right = TO_THE_RIGHT.get(column);
            line.append(' ').append(right ? padding : "").append(cells.get(column));
            line.append(right ? "" : padding).append(" |");
        }
        return line.toString();
    }

    private static String rule(int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < widths.length; column++) {
            line.append("-".repeat(widths[column] + 1)).append(TO_THE_RIGHT.get(column) ? ":|" : "-|");
        }
        return line.toString();
    }
}
