package io.darkroom.diffusion.engine;

/** Why pictures were not drawn. */
public enum Failure {
    /** Even alone on the device one of them does not fit into the memory that there is. */
    OUT_OF_MEMORY,
    /** A graph failed on one of them alone. */
    CALL_FAILED,
    /** The engine was closed. */
    STOPPED
}
