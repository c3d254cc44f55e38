package io.darkroom.diffusion.pipeline;

/** A text that a picture is drawn towards or away from, and how it is to be encoded. It prints as hidden. */
final class Wording {
    private final PictureRequest request;
    private final boolean negative;
    private final int chunks;

    private Wording(PictureRequest request, boolean negative, int chunks) {
        this.request = request;
        this.negative = negative;
        this.chunks = chunks;
    }

    /**
     * What is drawn towards.
     *
     * @param chunks the encoded length; what is missing is filled with empty ones, what is too much is cut
     */
    static Wording prompt(PictureRequest request, int chunks) {
        return new Wording(request, false, chunks);
    }

    /** What is drawn away from; of the same length, since a U-Net wants both of one. */
    static Wording negativePrompt(PictureRequest request, int chunks) {
        return new Wording(request, true, chunks);
    }

    String text() {
        return negative ? request.negativePrompt() : request.prompt();
    }

    int chunks() {
        return chunks;
    }

    /** Last layers of the encoder to skip; as in diffusers, for the prompt only. */
    int skip() {
        return negative ? 0 : request.clipSkip();
    }

    /** Whether there is nothing to draw away from. */
    boolean isNoNegativePrompt() {
        return negative && request.negativePrompt().isEmpty();
    }

    /** Original size, upper left corner of the crop, target size: as if the picture had been trained on uncropped. */
    float[] timeIds() {
        return new float[] {request.height(), request.width(), 0, 0, request.height(), request.width()};
    }

    @Override
    public String toString() {
        return "Wording[hidden]";
    }
}
