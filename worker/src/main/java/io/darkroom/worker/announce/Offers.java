package io.darkroom.worker.announce;

import io.darkroom.core.wire.ModelOffer;
import io.darkroom.diffusion.engine.Engine;
import io.darkroom.diffusion.pipeline.ModelDescription;
import io.darkroom.diffusion.pipeline.Pipeline;
import io.darkroom.diffusion.scheduler.Schedulers;
import io.darkroom.worker.model.Models;
import io.darkroom.worker.slot.Slots;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What this worker offers: its models, how many jobs it takes and how fast it is. */
@ApplicationScoped
public class Offers {
    private final Models models;
    private final Slots slots;
    private final Engine engine;

    /** Asks each about its part. */
    public Offers(Models models, Slots slots, Engine engine) {
        this.models = models;
        this.slots = slots;
        this.engine = engine;
    }

    /** As things are. */
    public List<ModelOffer> now() {
        return models.names().stream()
                .map(name -> offer(name, models.describe(name)))
                .toList();
    }

    private ModelOffer offer(String name, ModelDescription model) {
        OptionalDouble speed = engine.secondsPerStep(name, model.defaultWidth(), model.defaultHeight());
        return new ModelOffer(
                name,
                model.kind(),
                model.pipelines().stream().sorted().map(Pipeline::label).toList(),
                model.sizeFactor(),
                model.minSide(),
                model.maxSide(),
                model.defaultWidth(),
                model.defaultHeight(),
                model.defaultSteps(),
                model.maxSteps(),
                model.defaultGuidanceScale(),
                model.defaultScheduler(),
                model.schedulers(),
                Schedulers.names().stream()
                        .filter(scheduler -> !model.schedulers().contains(scheduler))
                        .toList(),
                schedulerSteps(model),
                model.maxClipSkip(),
                slots.most(name),
                speed.isPresent() ? speed.getAsDouble() : null);
    }

    private static Map<String, ModelOffer.StepRange> schedulerSteps(ModelDescription model) {
        Map<String, ModelOffer.StepRange> ranges = new TreeMap<>();
        model.schedulerSteps()
                .forEach((name, range) -> ranges.put(name, new ModelOffer.StepRange(range.min(), range.max())));
        return ranges;
    }
}
