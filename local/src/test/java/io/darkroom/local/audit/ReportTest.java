package io.darkroom.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.local.audit.Report.Line;
import io.darkroom.local.audit.Report.Proof;
import io.darkroom.local.audit.Report.Verdict;
import io.darkroom.local.audit.job.Kind;
import io.darkroom.local.audit.place.Find;
import io.darkroom.local.audit.search.Canary;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final String WORD = "kanarienvogel";
    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);
    private static final Line LOGS = new Line("logs", Proof.FOUND, ALL, "");
    private static final Line HEAP = new Line("heap of the API", Proof.FOUND, EnumSet.of(Kind.SEALED), "");
    private static final Line REDIS = new Line("Redis", Proof.NONE, ALL, "--redis");
    private static final Find FIND = new Find("logs", "/logs/api.log", Canary.ofText("prompt", WORD), "UTF-8, hex");

    @Test
    void isCleanWhenEverythingPlantedWasFoundAndNothingElse() {
        Report report = report(List.of(LOGS, HEAP, REDIS), Map.of(), Set.of());

        assertThat(report.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(report.lines())
                .startsWith(
                        "place            planted  plain  sealed  killed",
                        "logs             found    ok     ok      not done",
                        "heap of the API  found    -      ok      -",
                        "Redis            not searched")
                .contains("not done: killed: nobody may", "not searched: Redis: --redis");
    }

    @Test
    void tellsWhatWasFoundWhereAndNeverTheWord() {
        Report report = report(List.of(LOGS), Map.of(Kind.PLAIN, Set.of(FIND)), Set.of("Redis: away"));

        assertThat(report.verdict()).isEqualTo(Verdict.FOUND);
        assertThat(report.lines())
                .contains(
                        "logs   found    FOUND 1  ok      not done",
                        "found: prompt of plain jobs, in logs, /logs/api.log, as UTF-8, hex",
                        "not proved: Redis: away")
                .noneMatch(line -> line.contains(WORD));
        assertThat(report.json()).doesNotContain(WORD);
    }

    @Test
    void isUnprovedWhereAPlantWasMissed() {
        Line missed = new Line("logs", Proof.MISSED, ALL, "");

        Report report = report(List.of(missed), Map.of(), Set.of());

        assertThat(report.verdict()).isEqualTo(Verdict.UNPROVED);
        assertThat(report.lines()).anyMatch(line -> line.startsWith("logs   MISSED"));
    }

    @Test
    void isUnprovedWhereSomethingCouldNotBeLookedAt() {
        Report report = report(List.of(LOGS), Map.of(), Set.of("logs: /logs/api.log cannot be read"));

        assertThat(report.verdict()).isEqualTo(Verdict.UNPROVED);
    }

    @Test
    void isUnprovedWhereAKindThatWasAskedForByNameWasNotDone() {
        Report report = asked(Set.of(Kind.PLAIN, Kind.KILLED), List.of(Kind.PLAIN, Kind.KILLED));

        assertThat(report.verdict()).isEqualTo(Verdict.UNPROVED);
        assertThat(report.lines()).contains("not done: killed: nobody may");
    }

    @Test
    void isUnprovedWhereNoKindWasDone() {
        assertThat(asked(Set.of(), List.of(Kind.KILLED)).verdict()).isEqualTo(Verdict.UNPROVED);
    }

    private static Report asked(Set<Kind> named, List<Kind> kinds) {
        return new Report(List.of(LOGS), kinds, named, Map.of(), Map.of(Kind.KILLED, "nobody may"), Set.of(), Set.of());
    }

    @Test
    void saysTheSameToMachines() throws JsonProcessingException {
        Report report = report(List.of(LOGS, HEAP, REDIS), Map.of(Kind.PLAIN, Set.of(FIND)), Set.of());

        JsonNode json = new JsonMapper().readTree(report.json());

        assertThat(json.path("result").asText()).isEqualTo("found");
        assertThat(json.path("places").path(0).toString())
                .isEqualTo("{\"name\":\"logs\",\"planted\":\"found\",\"found\":{\"plain\":1,\"sealed\":0}}");
        assertThat(json.path("places").path(1).toString())
                .isEqualTo("{\"name\":\"heap of the API\",\"planted\":\"found\",\"found\":{\"sealed\":0}}");
        assertThat(json.path("places").path(2).toString())
                .isEqualTo("{\"name\":\"Redis\",\"not_searched\":\"--redis\"}");
        assertThat(json.path("finds").path(0).toString())
                .isEqualTo("{\"place\":\"logs\",\"kind\":\"plain\",\"canary\":\"prompt\",\"encoding\":\"UTF-8, hex\","
                        + "\"where\":\"/logs/api.log\"}");
        assertThat(json.path("not_done").path("killed").asText()).isEqualTo("nobody may");
    }

    private static Report report(List<Line> places, Map<Kind, Set<Find>> finds, Set<String> gaps) {
        List<Kind> kinds = List.of(Kind.PLAIN, Kind.SEALED, Kind.KILLED);
        return new Report(places, kinds, Set.of(), finds, Map.of(Kind.KILLED, "nobody may"), gaps, Set.of());
    }
}
