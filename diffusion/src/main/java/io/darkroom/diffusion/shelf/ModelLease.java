package io.darkroom.diffusion.shelf;

import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.util.concurrent.atomic.AtomicBoolean;

/** The right to use a model, which stays loaded for as long as the lease is not closed. Thread-safe. */
public final class ModelLease implements AutoCloseable {
    private final StableDiffusion model;
    private final Runnable giveBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    ModelLease(StableDiffusion model, Runnable giveBack) {
        this.model = model;
        this.giveBack = giveBack;
    }

    /**
     * The model. It is the shelf's to close, and must not be used beyond the lease.
     *
     * @throws IllegalStateException if the lease is closed
     */
    public StableDiffusion model() {
        if (closed.get()) {
            throw new IllegalStateException("the lease is closed");
        }
        return model;
    }

    /** Gives the model back; closing again does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
