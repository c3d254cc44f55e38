package io.darkroom.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.bench.measure.Spread;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ResultFolderTest {
    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");

    @TempDir
    Path folder;

    @Test
    void keepsEveryFigureAndWhatWasNotRun() throws Exception {
        Row measured = Row.of("1 in flight", "pictures/s", new double[] {2, 2}, "a loop", new double[] {1, 1})
                .meant(Target.atLeast(1.5));
        Report report = report(List.of(measured, Row.notRun("pictures", "torch", "python3 is missing")), List.of());

        List<Path> files = keep(report);

        assertThat(files).containsExactly(folder.resolve("engine-2030-01-02-030405.json"));
        JsonNode json = new JsonMapper().readTree(files.get(0).toFile());
        assertThat(json.at("/settings/peers").asBoolean()).isTrue();
        assertThat(json.at("/machine/cores").asInt()).isPositive();
        assertThat(json.at("/rows/0/ratio/median").asDouble()).isEqualTo(2);
        assertThat(json.at("/rows/0/met").asBoolean()).isTrue();
        assertThat(json.at("/rows/1/not_run").asText()).isEqualTo("python3 is missing");
        assertThat(json.at("/rows/1/ratio").isMissingNode()).isTrue();
    }

    @Test
    void drawsItsPlots() throws Exception {
        List<Spread> values = List.of(Spread.of(1, 2, 3), Spread.of(4));
        Plot plot = new Plot(
                "speed",
                "a < b",
                "steps",
                "1/s",
                List.of("1", "2"),
                List.of(new Plot.Line("ours & theirs", values), new Plot.Line("torch", values)));

        List<Path> files = keep(report(List.of(), List.of(plot)));

        assertThat(files).last().isEqualTo(folder.resolve("speed-2030-01-02-030405.svg"));
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(files.get(1).toFile());
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(4);
        assertThat(svg.getDocumentElement().getTextContent()).contains("a < b").contains("ours & theirs");
    }

    private List<Path> keep(Report report) throws Exception {
        return new ResultFolder(folder).keep(report, new ResultFolder.Settings(3, true), NOW);
    }

    private static Report report(List<Row> rows, List<Plot> plots) {
        return new Report("engine", "pictures", rows, List.of(), plots);
    }
}
