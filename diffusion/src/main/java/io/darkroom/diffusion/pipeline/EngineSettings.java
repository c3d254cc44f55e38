package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.onnx.SessionSettings;

/**
 * How a model is run.
 *
 * @param sessions how its graphs are
 */
public record EngineSettings(SessionSettings sessions) {
    /**
     * On the processor.
     *
     * @param intraOpThreads threads that one operator may use, at least 0; 0 leaves it to ONNX Runtime, which takes one for
     *     each physical core
     */
    public EngineSettings(int intraOpThreads) {
        this(SessionSettings.onCpu(intraOpThreads));
    }

    /** Lets ONNX Runtime decide. */
    public static EngineSettings defaults() {
        return new EngineSettings(0);
    }
}
