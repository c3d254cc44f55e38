package io.darkroom.bench.report;

import io.darkroom.bench.measure.Spread;
import java.util.List;

/**
 * Lines over steps of equal distance (1, 2, 4, 8 …).
 *
 * @param file name of the picture, without ending
 * @param title above it
 * @param across what the steps are
 * @param up what the values are; the axis begins at 0
 * @param steps labels of the steps
 * @param lines one value for each step
 */
public record Plot(String file, String title, String across, String up, List<String> steps, List<Line> lines) {
    /** Copies the lists. */
    public Plot {
        steps = List.copyOf(steps);
        lines = List.copyOf(lines);
    }

    /** One line and how far it spreads. */
    public record Line(String name, List<Spread> values) {
        /** Copies the list. */
        public Line {
            values = List.copyOf(values);
        }
    }
}
