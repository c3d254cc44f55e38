package io.darkroom.local.audit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.local.audit.Report.Line;
import io.darkroom.local.audit.Report.Proof;
import java.util.Locale;

/** A report for machines: one JSON object. */
final class ReportJson {
    private static final JsonMapper JSON = new JsonMapper();

    private final Report report;

    ReportJson(Report report) {
        this.report = report;
    }

    String text() {
        ObjectNode root = JSON.createObjectNode();
        root.put("result", report.verdict().name().toLowerCase(Locale.ROOT));
        ArrayNode places = root.putArray("places");
        report.places().forEach(line -> place(places.addObject(), line));
        ArrayNode finds = root.putArray("finds");
        report.finds()
                .forEach((kind, found) -> found.forEach(find -> finds.addObject()
                        .put("place", find.place())
                        .put("kind", kind.label())
                        .put("canary", find.canary().name())
                        .put("encoding", find.encoding())
                        .put("where", find.where())));
        ObjectNode notDone = root.putObject("not_done");
        report.notDone().forEach((kind, why) -> notDone.put(kind.label(), why));
        ArrayNode gaps = root.putArray("not_proved");
        report.gaps().forEach(gaps::add);
        ArrayNode remarks = root.putArray("remarks");
        report.remarks().forEach(remarks::add);
        return root.toString();
    }

    private void place(ObjectNode json, Line line) {
        json.put("name", line.name());
        if (!line.obstacle().isEmpty()) {
            json.put("not_searched", line.obstacle());
            return;
        }
        json.put("planted", line.proof() == Proof.FOUND ? "found" : "missed");
        ObjectNode counts = json.putObject("found");
        report.kinds().stream()
                .filter(kind ->
                        line.searchedFor().contains(kind) && !report.notDone().containsKey(kind))
                .forEach(kind -> counts.put(kind.label(), report.count(line, kind)));
    }
}
