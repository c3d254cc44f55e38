package io.darkroom.diffusion.onnx;

/** A graph failed while it ran, for example for want of memory; the message names the file and carries no tensor data. */
public final class OnnxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OnnxException(String file, Throwable cause) {
        super(file + ": " + cause.getMessage(), cause);
    }
}
