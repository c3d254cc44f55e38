package io.darkroom.worker.model;

import io.darkroom.core.wire.ModelOffer;
import io.darkroom.core.wire.Topics;
import io.darkroom.diffusion.model.ModelException;
import io.darkroom.diffusion.onnx.EngineException;
import io.darkroom.diffusion.onnx.SessionSettings;
import io.darkroom.diffusion.pipeline.EngineSettings;
import io.darkroom.diffusion.pipeline.ModelDescription;
import io.darkroom.diffusion.pipeline.Pipeline;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import io.darkroom.diffusion.scheduler.Schedulers;
import io.darkroom.worker.config.StartRefused;
import io.darkroom.worker.config.WorkerConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every model of the models folder, loaded at start: one that cannot run is found then, not by the first job. */
@ApplicationScoped
public class Models {
    private final WorkerConfig config;
    private final Map<String, StableDiffusion> loaded = new TreeMap<>();
    private final Map<String, Double> secondsPerStep = new ConcurrentHashMap<>();

    /** Loads nothing yet. */
    public Models(WorkerConfig config) {
        this.config = config;
    }

    /** Loads every folder of {@link WorkerConfig#models}; refuses to start if one is broken or there is none. */
    public void load() {
        EngineSettings settings = settings();
        for (Path folder : folders()) {
            String name = folder.getFileName().toString();
            if (!Topics.isModelName(name)) {
                throw new StartRefused("model folder \"" + name + "\": a model's name is 1..63 of a-z 0-9 . _ -");
            }
            try {
                loaded.put(name, StableDiffusion.load(folder, settings));
            } catch (ModelException e) {
                throw new StartRefused("model \"" + name + "\": " + e.getMessage());
            } catch (EngineException e) {
                throw new StartRefused("darkroom.worker.execution-provider: " + e.getMessage());
            }
        }
    }

    private EngineSettings settings() {
        try {
            return new EngineSettings(new SessionSettings(
                    config.intraOpThreads(),
                    config.arena(),
                    config.spinning(),
                    config.executionProvider(),
                    config.device()));
        } catch (IllegalArgumentException e) {
            throw new StartRefused("darkroom.worker: " + e.getMessage());
        }
    }

    private List<Path> folders() {
        Path root = config.models();
        try (Stream<Path> entries = Files.list(root)) {
            List<Path> folders = entries.filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            if (folders.isEmpty()) {
                throw new StartRefused("darkroom.worker.models: no model folder in " + root);
            }
            return folders;
        } catch (IOException e) {
            throw new StartRefused("darkroom.worker.models: " + root + " cannot be read");
        }
    }

    /** Names of the models served. */
    public Set<String> names() {
        return loaded.keySet();
    }

    /** The model of that name, one of {@link #names}. */
    public StableDiffusion get(String name) {
        StableDiffusion model = loaded.get(name);
        if (model == null) {
            throw new IllegalArgumentException("not served here");
        }
        return model;
    }

    /** Takes note of how long one step of one picture took, in seconds; later measurements outweigh earlier ones. */
    public void measured(String name, double seconds) {
        secondsPerStep.merge(name, seconds, (old, now) -> 0.8 * old + 0.2 * now);
    }

    /** What this worker offers now. */
    public List<ModelOffer> offers() {
        return loaded.entrySet().stream()
                .map(model -> offer(model.getKey(), model.getValue().description(), secondsPerStep.get(model.getKey())))
                .toList();
    }

    private ModelOffer offer(String name, ModelDescription model, @Nullable Double speed) {
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
                config.slots(),
                speed);
    }

    private static Map<String, ModelOffer.StepRange> schedulerSteps(ModelDescription model) {
        Map<String, ModelOffer.StepRange> ranges = new TreeMap<>();
        model.schedulerSteps()
                .forEach((name, range) -> ranges.put(name, new ModelOffer.StepRange(range.min(), range.max())));
        return ranges;
    }

    @PreDestroy
    void close() {
        loaded.values().forEach(StableDiffusion::close);
    }
}
