package io.darkroom.worker.config;

/** What makes pictures. */
public enum PaintingEngine {
    /** The job's model. */
    DIFFUSION,
    /** Nothing does; for benches of what is around the engine. */
    NOOP
}
