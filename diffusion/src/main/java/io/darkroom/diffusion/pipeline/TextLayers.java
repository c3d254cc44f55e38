package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.onnx.Cancellation;
import java.util.List;

/** The layers of a text encoder, counted from the one that the model was trained with. Thread-safe. */
interface TextLayers {
    /** Most layers that can be skipped, 0 if the graph gives but one. */
    int maxSkip();

    /**
     * Encodes chunks.
     *
     * @param ids of each chunk: start, text, end and padding
     * @param skip 0..{@link #maxSkip}
     * @return one for each chunk
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    List<EncodedText> encode(List<int[]> ids, int skip, Cancellation cancellation);
}
