package io.darkroom.diffusion.pipeline;

/** The layers of a text encoder, counted from the one that the model was trained with. Thread-safe. */
interface TextLayers {
    /** Most layers that can be skipped, 0 if the graph gives but one. */
    int maxSkip();

    /**
     * Encodes one chunk.
     *
     * @param ids start, text, end and padding
     * @param skip 0..{@link #maxSkip}
     */
    EncodedText encode(int[] ids, int skip);
}
