package io.darkroom.diffusion.onnx;

/** ONNX Runtime, as it is here, cannot do what the settings ask for; the message says what would. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineException(String message) {
        super(message);
    }
}
