package io.darkroom.diffusion.engine;

/** Who waits for a picture. */
public enum Lane {
    /** Somebody looks on: first at every tick. */
    INTERACTIVE,
    /** Nobody does: fills what is left. */
    BULK
}
