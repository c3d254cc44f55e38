package io.darkroom.bench.report;

import java.util.List;

/**
 * What one bench found.
 *
 * @param bench its name
 * @param title what the figures are, in one line
 * @param rows of the table
 * @param notes what a reader has to know: versions of the peers, settings
 * @param plots each of which becomes a picture
 */
public record Report(String bench, String title, List<Row> rows, List<String> notes, List<Plot> plots) {
    /** Copies the lists. */
    public Report {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
        plots = List.copyOf(plots);
    }
}
