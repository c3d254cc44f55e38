package io.darkroom.diffusion.onnx;

import java.util.Locale;
import java.util.regex.Pattern;

/** A graph failed while it ran, for example for want of memory; the message names the file and carries no tensor data. */
public final class OnnxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /*
     * ONNX Runtime has no code for it. Its own allocators say "Failed to allocate memory", those of the C++ library
     * "bad_alloc", CUDA "out of memory", cuBLAS and cuDNN "ALLOC_FAILED", DirectML "E_OUTOFMEMORY" or its number, on
     * Windows in words.
     */
    private static final Pattern WANT_OF_MEMORY = Pattern.compile(
            "failed to allocate|bad_alloc|bad allocation|out of memory|alloc_failed|e_outofmemory|8007000e"
                    + "|not enough memory");

    OnnxException(String file, Throwable cause) {
        super(file + ": " + cause.getMessage(), cause);
    }

    /** Whether memory ran out, main memory or the device's: a smaller batch may do. */
    public boolean isOutOfMemory() {
        return WANT_OF_MEMORY
                .matcher(String.valueOf(getMessage()).toLowerCase(Locale.ROOT))
                .find();
    }
}
