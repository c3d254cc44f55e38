package io.darkroom.local.audit;

import io.darkroom.local.audit.Report.Line;
import io.darkroom.local.audit.Report.Proof;
import io.darkroom.local.audit.job.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report for people: a table of places by kinds of jobs, then every find, every gap and the verdict. */
final class ReportTable {
    private final Report report;

    ReportTable(Report report) {
        this.report = report;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.addAll(table());
        lines.add("");
        report.finds()
                .forEach((kind, finds) -> finds.forEach(find -> lines.add("found: " + find.canary() + " of " + kind
                        + " jobs, in " + find.place() + ", " + find.where() + ", as " + find.encoding())));
        report.notDone().forEach((kind, why) -> lines.add("not done: " + kind + ": " + why));
        report.places().stream()
                .filter(line -> !line.obstacle().isEmpty())
                .forEach(line -> lines.add("not searched: " + line.name() + ": " + line.obstacle()));
        report.gaps().forEach(gap -> lines.add("not proved: " + gap));
        report.remarks().forEach(lines::add);
        lines.add(verdict());
        return lines;
    }

    private List<String> table() {
        List<List<String>> cells = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("place", "planted"));
        report.kinds().forEach(kind -> head.add(kind.label()));
        cells.add(head);
        report.places().forEach(line -> cells.add(row(line)));
        return cells.stream().map(row -> aligned(row, cells)).toList();
    }

    private List<String> row(Line line) {
        List<String> row = new ArrayList<>(List.of(line.name()));
        if (!line.obstacle().isEmpty()) {
            row.add("not searched");
            return row;
        }
        row.add(line.proof() == Proof.FOUND ? "found" : "MISSED");
        report.kinds().forEach(kind -> row.add(cell(line, kind)));
        return row;
    }

    private String cell(Line line, Kind kind) {
        long count = report.count(line, kind);
        if (count > 0) {
            return "FOUND " + count;
        }
        if (!line.searchedFor().contains(kind)) {
            return "-";
        }
        return report.notDone().containsKey(kind) ? "not done" : "ok";
    }

    private static String aligned(List<String> row, List<List<String>> all) {
        List<String> aligned = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = all.stream()
                    .filter(other -> other.size() > column && other.size() > 2)
                    .mapToInt(other -> other.get(column).length())
                    .max()
                    .orElse(0);
            aligned.add(row.get(i) + " ".repeat(Math.max(0, width - row.get(i).length())));
        }
        return aligned.stream().collect(Collectors.joining("  ")).stripTrailing();
    }

    private String verdict() {
        return switch (report.verdict()) {
            case CLEAN -> "clean: everything planted was found, and nothing else";
            case FOUND -> "LEAK: canaries were found";
            case UNPROVED -> "unproved: nothing was found, but not everything could be looked at";
        };
    }
}
