package io.darkroom.worker.model;

import io.darkroom.core.thread.DaemonThreads;
import io.darkroom.diffusion.engine.Engine;
import io.darkroom.diffusion.shelf.ModelLease;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets the engine find out, while nobody wants anything of it, what the models cost that are loaded at start. It takes about two
 * seconds for each, and holds nobody up.
 */
@ApplicationScoped
public class Lessons {
    private static final Logger LOG = Logger.getLogger(Lessons.class);
    /** In a busy worker calls are measured by themselves. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Models models;
    private final Engine engine;
    private volatile @Nullable Thread thread;

    /** Begins with {@link #start}. */
    public Lessons(Models models, Engine engine) {
        this.models = models;
        this.engine = engine;
    }

    /** Returns at once. */
    public void start() {
        Thread lessons = new DaemonThreads("lessons").newThread(this::learnAll);
        lessons.start();
        thread = lessons;
    }

    private void learnAll() {
        for (String name : models.loaded()) {
            try (ModelLease lease = models.lease(name, () -> {})) {
                engine.learn(lease.model(), PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.infof(
                        "What model %s costs could not be tried: %s",
                        name, e.getClass().getSimpleName());
            }
        }
    }

    /** Ends the one under way. */
    @PreDestroy
    public void stop() {
        Thread lessons = thread;
        if (lessons != null) {
            lessons.interrupt();
        }
    }
}
