package io.darkroom.worker.model;

import io.darkroom.diffusion.model.ModelException;
import io.darkroom.diffusion.onnx.EngineException;
import io.darkroom.diffusion.pipeline.ModelDescription;
import io.darkroom.diffusion.shelf.LeaseException;
import io.darkroom.diffusion.shelf.ModelLease;
import io.darkroom.diffusion.shelf.ModelShelf;
import io.darkroom.worker.config.StartRefused;
import io.darkroom.worker.config.WorkerConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Every model of the models folder, as many of them loaded as {@link WorkerConfig#modelMemory} allows. Each is tried at start:
 * one that cannot run is found then, not by the first job.
 */
@ApplicationScoped
public class Models {
    private static final Logger LOG = Logger.getLogger(Models.class);

    private final WorkerConfig config;
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
        try (ModelLease lease = all.lease(name)) {
            if (lease.model().takesOneTimestep()) {
                LOG.infof("Model %s takes one timestep a call: only pictures at the same one share it", name);
            }
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

    /** What a model can do, one of {@link #names}. */
    public ModelDescription describe(String name) {
        return shelf().describe(name);
    }

    /** Names of the models that are loaded now. */
    public Set<String> loaded() {
        return shelf().loaded();
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
