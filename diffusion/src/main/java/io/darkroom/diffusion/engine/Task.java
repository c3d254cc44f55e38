package io.darkroom.diffusion.engine;

/** Something that waits for a call. */
interface Task {
    /** What it can share a call with. */
    CallKind kind();

    /** Batch rows that it takes, at least 1. */
    int rows();

    Lane lane();

    /** Whose it is; the same object for all pictures of an order. */
    Object owner();

    /** Since when it has waited for this call, in nanoseconds of the engine's clock. */
    long since();

    /** Whether it must have its call alone, because one that it shared failed. */
    boolean isAlone();

    /** Whether its calls must have the device to themselves, because one found no memory. */
    boolean isUndisturbed();
}
