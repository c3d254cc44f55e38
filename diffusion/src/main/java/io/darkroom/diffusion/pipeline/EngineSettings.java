package io.darkroom.diffusion.pipeline;

/**
 * How a model is run.
 *
 * @param intraOpThreads threads that one operator may use, at least 0; 0 leaves it to ONNX Runtime, which takes one for
 *     each physical core
 */
public record EngineSettings(int intraOpThreads) {
    /** Checks the range. */
    public EngineSettings {
        if (intraOpThreads < 0) {
            throw new IllegalArgumentException("intraOpThreads must be at least 0, was " + intraOpThreads);
        }
    }

    /** Lets ONNX Runtime decide. */
    public static EngineSettings defaults() {
        return new EngineSettings(0);
    }
}
