package io.darkroom.diffusion.pipeline;

/**
 * What to draw. It prints as hidden and is not a record, so that no log line or exception can carry the prompt by accident.
 * Limits depend on the model and are checked by {@link StableDiffusion#begin}. Immutable.
 */
public final class PictureRequest {
    private final String prompt;
    private final String negativePrompt;
    private final int width;
    private final int height;
    private final int steps;
    private final float guidanceScale;
    private final String scheduler;
    private final long seed;

    /**
     * Holds a request.
     *
     * @param prompt what to draw; what exceeds the tokenizer's length is cut off
     * @param negativePrompt what to stay away from, may be empty; plays no part if {@code guidanceScale <= 1}
     * @param width pixels
     * @param height pixels
     * @param steps steps asked for; some schedulers take more U-Net calls
     * @param guidanceScale how strongly the prompt pulls away from the negative prompt, 0..100; up to 1 there is no
     *     guidance, and a step costs half as much
     * @param scheduler one of {@link ModelDescription#schedulers}
     * @param seed of the first picture, the next has {@code seed + 1}; only the low 32 bits count, as in torch
     */
    public PictureRequest(
            String prompt,
            String negativePrompt,
            int width,
            int height,
            int steps,
            float guidanceScale,
            String scheduler,
            long seed) {
        this.prompt = prompt;
        this.negativePrompt = negativePrompt;
        this.width = width;
        this.height = height;
        this.steps = steps;
        this.guidanceScale = guidanceScale;
        this.scheduler = scheduler;
        this.seed = seed;
    }

    String prompt() {
        return prompt;
    }

    String negativePrompt() {
        return negativePrompt;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int steps() {
        return steps;
    }

    float guidanceScale() {
        return guidanceScale;
    }

    String scheduler() {
        return scheduler;
    }

    long seed() {
        return seed;
    }

    /** Without guidance the U-Net sees the prompt alone, as in diffusers' {@code do_classifier_free_guidance}. */
    boolean isGuided() {
        return guidanceScale > 1;
    }

    @Override
    public String toString() {
        return "PictureRequest[hidden]";
    }
}
