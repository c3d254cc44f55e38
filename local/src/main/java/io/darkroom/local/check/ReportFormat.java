package io.darkroom.local.check;

import java.util.List;

/** How reports are printed. */
public enum ReportFormat {
    /** For people. */
    TEXT {
        @Override
        List<String> lines(List<ModelReport> reports) {
            return reports.stream()
                    .flatMap(report -> ReportText.of(report).stream())
                    .toList();
        }
    },
    /** One object a line, one for each model. */
    JSON {
        @Override
        List<String> lines(List<ModelReport> reports) {
            return reports.stream().map(ReportJson::of).toList();
        }
    },
    /** A table of what the recordings gave, in Markdown. */
    TABLE {
        @Override
        List<String> lines(List<ModelReport> reports) {
            return ReportTable.of(reports);
        }
    };

    abstract List<String> lines(List<ModelReport> reports);
}
