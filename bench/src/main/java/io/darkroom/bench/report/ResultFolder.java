package io.darkroom.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Where reports are kept: one JSON file each, and its plots as SVG. */
public final class ResultFolder {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path folder;

    /** Made when the first report is kept. */
    public ResultFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes a report; answers the files. */
    public List<Path> keep(Report report, Settings settings, Instant now) throws IOException {
        Files.createDirectories(folder);
        String date = DATE.format(now);
        List<Path> files = new ArrayList<>();
        Path json = folder.resolve(report.bench() + "-" + date + ".json");
        Kept kept =
                new Kept(date, Machine.here(), settings, report.bench(), report.title(), report.rows(), report.notes());
        Files.writeString(json, JSON.writeValueAsString(kept) + "\n", StandardCharsets.UTF_8);
        files.add(json);
        for (Plot plot : report.plots()) {
            Path picture = folder.resolve(plot.file() + "-" + date + ".svg");
            Files.writeString(picture, SvgPlot.of(plot), StandardCharsets.UTF_8);
            files.add(picture);
        }
        return files;
    }

    /**
     * What a run was asked for.
     *
     * @param rounds measured
     * @param peers whether peers were to be run
     */
    public record Settings(int rounds, boolean peers) {}

    private record Kept(
            String date,
            Machine machine,
            Settings settings,
            String bench,
            String title,
            List<Row> rows,
            List<String> notes) {}
}
