package io.darkroom.worker.draw;

import io.darkroom.worker.config.PaintingEngine;
import io.darkroom.worker.config.StartRefused;
import io.darkroom.worker.config.WorkerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Which painter draws this worker's jobs: {@link WorkerConfig#engine}. */
@ApplicationScoped
public class PainterChoice {
    private static final Logger LOG = Logger.getLogger(PainterChoice.class);

    private final PaintingEngine engine;
    private final boolean bench;
    private final Optional<Path> hold;

    /**
     * Chooses nothing yet.
     *
     * @param bench whether this worker is part of a bench, where nobody waits for a picture
     * @param hold folder of a bench that holds jobs back: nothing of a model is drawn while a file of its name is in there
     */
    public PainterChoice(
            WorkerConfig config,
            @ConfigProperty(name = "darkroom.bench", defaultValue = "false") boolean bench,
            @ConfigProperty(name = "darkroom.bench.hold") Optional<Path> hold) {
        this.engine = config.engine();
        this.bench = bench;
        this.hold = hold;
    }

    /** Refuses to start a worker that draws nothing, outside of a bench. */
    public void check() {
        if (engine != PaintingEngine.NOOP) {
            return;
        }
        if (!bench) {
            throw new StartRefused(
                    "darkroom.worker.engine: noop draws nothing, so it is for benches alone, which set darkroom.bench=true");
        }
        LOG.warn("This worker is part of a bench: it draws nothing, every picture is one black pixel");
    }

    @Produces
    @Singleton
    Painter painter(EnginePainter painter) {
        return engine == PaintingEngine.NOOP ? new NoopPainter(hold) : painter;
    }
}
