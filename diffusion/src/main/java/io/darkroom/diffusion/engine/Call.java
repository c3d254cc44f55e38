package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.onnx.Cancellation;

/** A call under way. Confined to one thread at a time, but for its cancellation. */
final class Call<T extends Task> {
    private final Batch<T> batch;
    private final Cancellation cancellation = new Cancellation();
    private final boolean beside;
    private final long begun;
    private boolean joined;

    /**
     * Begins.
     *
     * @param beside whether another is under way
     * @param now nanoseconds of the engine's clock
     */
    Call(Batch<T> batch, boolean beside, long now) {
        this.batch = batch;
        this.beside = beside;
        begun = now;
    }

    Batch<T> batch() {
        return batch;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    long begun() {
        return begun;
    }

    boolean isBeside() {
        return beside;
    }

    /** Another has begun meanwhile. */
    void join() {
        joined = true;
    }

    /** Whether it was alone, or beside another, from its beginning on: then its duration tells something. */
    boolean isClear() {
        return beside || !joined;
    }
}
