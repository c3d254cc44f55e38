package io.darkroom.local.check;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.diffusion.golden.Difference;
import io.darkroom.diffusion.onnx.GraphInput;
import io.darkroom.diffusion.pipeline.ModelDescription;
import io.darkroom.diffusion.pipeline.Pipeline;

/** A report as one JSON object. */
final class ReportJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ReportJson() {}

    static String of(ModelReport report) {
        ObjectNode object = JSON.createObjectNode();
        object.put("model", report.name()).put("pass", report.passes());
        ModelReport.Drawn drawn = report.drawn();
        if (drawn == null) {
            object.put("error", report.problem());
        } else {
            describe(object, drawn.description());
            drawn.inputs().forEach(input -> add(object.withArray("inputs").addObject(), input));
            object.put("file_bytes", drawn.fileBytes());
            drawn.residentBytes().ifPresent(bytes -> object.put("resident_bytes", bytes));
            object.put("seconds_a_step", drawn.secondsAStep());
            object.putArray("recordings");
            drawn.comparisons()
                    .forEach(one -> add(object.withArray("recordings").addObject(), one));
        }
        return object.toString();
    }

    private static void describe(ObjectNode object, ModelDescription model) {
        object.put("kind", model.kind());
        model.pipelines().stream().sorted().map(Pipeline::label).forEach(object.withArray("pipelines")::add);
        object.put("size_factor", model.sizeFactor())
                .put("min_side", model.minSide())
                .put("max_side", model.maxSide())
                .put("default_width", model.defaultWidth())
                .put("default_height", model.defaultHeight())
                .put("default_scheduler", model.defaultScheduler());
        model.schedulers().forEach(object.withArray("schedulers")::add);
    }

    private static void add(ObjectNode object, GraphInput input) {
        object.put("file", input.file()).put("name", input.name()).put("type", input.type());
        input.dimensions().forEach(object.withArray("dimensions")::add);
    }

    private static void add(ObjectNode object, Comparison comparison) {
        object.put("name", comparison.recording())
                .put("pipeline", comparison.pipeline())
                .put("scheduler", comparison.scheduler())
                .put("holds", comparison.holds());
        Difference difference = comparison.difference();
        if (difference == null) {
            object.put("error", comparison.problem());
        } else {
            object.put("share_within_1", difference.shareWithinOne())
                    .put("largest_difference", difference.largest())
                    .put("mean_difference", difference.mean());
        }
    }
}
