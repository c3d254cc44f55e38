package io.darkroom.worker.model;

import io.darkroom.core.wire.ModelOffer;
import io.darkroom.diffusion.model.ModelException;
import io.darkroom.diffusion.onnx.EngineException;
import io.darkroom.diffusion.pipeline.ModelDescription;
import io.darkroom.diffusion.pipeline.Pipeline;
import io.darkroom.diffusion.scheduler.Schedulers;
import io.darkroom.diffusion.shelf.LeaseException;
import io.darkroom.diffusion.shelf.ModelLease;
import io.darkroom.diffusion.shelf.ModelShelf;
import io.darkroom.worker.config.StartRefused;
import io.darkroom.worker.config.WorkerConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every model of the models folder, as many of them loaded as {@link WorkerConfig#modelMemory} allows. Each is tried at start:
 * one that cannot run is found then, not by the first job.
 */
@ApplicationScoped
public class Models {
    private final WorkerConfig config;
    private final Map<String, Double> secondsPerStep = new ConcurrentHashMap<>();
    private volatile @Nullable ModelShelf shelf;

    /** Loads nothing yet. */
    public Models(WorkerConfig config) {
        this.config = config;
    }

    /** Tries every folder of {@link WorkerConfig#models}; refuses to start if one is broken or too large, or there is none. */
    public void load() {
        ModelShelf all = new ModelShelf(ModelFolders.in(config.models()), EngineConfig.of(config));
        shelf = all;
        all.names().forEach(name -> tryOut(all, name));
    }

    private static void tryOut(ModelShelf all, String name) {
        try {
            var unused = all.describe(name);
        } catch (ModelException e) {
            throw new StartRefused("model \"" + name + "\": " + e.getMessage());
        } catch (LeaseException e) {
            throw new StartRefused("darkroom.worker.model-memory: model \"" + name + "\": " + e.getMessage());
        } catch (EngineException e) {
            throw new StartRefused("darkroom.worker.execution-provider: " + e.getMessage());
        }
    }

    private ModelShelf shelf() {
        ModelShelf all = shelf;
        if (all == null) {
            throw new IllegalStateException("the models are not loaded");
        }
        return all;
    }

    /** Names of the models served. */
    public Set<String> names() {
        return shelf().names();
    }

    /**
     * The model of that name, one of {@link #names}, for as long as the lease is held: that of a job, from its first step to
     * its last picture. Loads it if it is not there; may wait for jobs of other models, at most half of
     * {@link WorkerConfig#stepLimit}.
     *
     * @param look done about twice a second while it waits; what it throws ends that
     * @throws LeaseException if no room became free in that time, or the worker stops
     * @throws ModelException if the folder, whole at the start, cannot be drawn with now
     */
    public ModelLease lease(String name, Runnable look) {
        return shelf().lease(name, look);
    }

    /** Takes note of how long one step of one picture took, in seconds; later measurements outweigh earlier ones. */
    public void measured(String name, double seconds) {
        secondsPerStep.merge(name, seconds, (old, now) -> 0.8 * old + 0.2 * now);
    }

    /** What this worker offers now. */
    public List<ModelOffer> offers() {
        return names().stream()
                .map(name -> offer(name, shelf().describe(name), secondsPerStep.get(name)))
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

    /** Gives no more leases, and none to the jobs that wait for one; what is in use is unloaded when it is given back. */
    @PreDestroy
    public void close() {
        ModelShelf all = shelf;
        if (all != null) {
            all.close();
        }
    }
}
