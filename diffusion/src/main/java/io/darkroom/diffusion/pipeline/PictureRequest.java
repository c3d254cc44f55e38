package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.random.Rng;
import org.jspecify.annotations.Nullable;

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

    // What few requests have; set once, on a copy that nobody else has yet.
    private @Nullable Raster initImage;
    private @Nullable Mask mask;
    private double strength = 1;
    private int clipSkip;
    private float guidanceRescale;
    private GuidanceInterval guidanceInterval = GuidanceInterval.WHOLE;
    private Rng rng = Rng.CPU;

    /**
     * Holds a request.
     *
     * @param prompt what to draw, with weights as AUTOMATIC1111 has them: {@code (word)}, {@code [word]},
     *     {@code (word:1.3)}; longer ones are cut into chunks, also by {@code BREAK}
     * @param negativePrompt what to stay away from, empty for none; plays no part if {@code guidanceScale <= 1}
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

    private PictureRequest copy() {
        PictureRequest copy =
                new PictureRequest(prompt, negativePrompt, width, height, steps, guidanceScale, scheduler, seed);
        copy.initImage = initImage;
        copy.mask = mask;
        copy.strength = strength;
        copy.clipSkip = clipSkip;
        copy.guidanceRescale = guidanceRescale;
        copy.guidanceInterval = guidanceInterval;
        copy.rng = rng;
        return copy;
    }

    /**
     * The same, but starting from a picture.
     *
     * @param picture of this request's width and height; not copied, and read by {@link StableDiffusion#begin} only
     * @param newStrength how much of it is drawn over, above 0 up to 1: the share of the steps that is taken. A double,
     *     since 0.7 of 20 steps are 14 in double precision but 13 in single
     */
    public PictureRequest from(Raster picture, double newStrength) {
        PictureRequest copy = copy();
        copy.initImage = picture;
        copy.strength = newStrength;
        return copy;
    }

    /**
     * The same, but drawing only where {@code area} is white; the rest is that of the picture given by {@link #from}.
     *
     * @param area of this request's width and height; not copied, and read by {@link StableDiffusion#begin} only
     */
    public PictureRequest within(Mask area) {
        PictureRequest copy = copy();
        copy.mask = area;
        return copy;
    }

    /**
     * The same, but conditioned on an earlier layer of the text encoder.
     *
     * @param layers how many of its last layers are skipped for the prompt, as diffusers counts, 0 for none; up to
     *     {@link ModelDescription#maxClipSkip}
     */
    public PictureRequest withClipSkip(int layers) {
        PictureRequest copy = copy();
        copy.clipSkip = layers;
        return copy;
    }

    /**
     * The same, but with strong guidance kept from burning the picture out.
     *
     * @param share how much of each guided prediction is brought back to the contrast of the unguided, 0..1; 0.7 is usual
     *     for models that start from pure noise
     */
    public PictureRequest withGuidanceRescale(float share) {
        PictureRequest copy = copy();
        copy.guidanceRescale = share;
        return copy;
    }

    /**
     * The same, but with guidance on a part of the way only. A step without costs half as much; the picture is another one.
     *
     * @param from share of the steps before that part, 0..1
     * @param to share of the steps up to its end, {@code from}..1
     */
    public PictureRequest withGuidanceBetween(double from, double to) {
        PictureRequest copy = copy();
        copy.guidanceInterval = new GuidanceInterval(from, to);
        return copy;
    }

    /**
     * The same, but with the noise of another generator.
     *
     * @param generator torch's on the CPU unless said otherwise
     */
    public PictureRequest withRng(Rng generator) {
        PictureRequest copy = copy();
        copy.rng = generator;
        return copy;
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

    @Nullable
    Raster initImage() {
        return initImage;
    }

    @Nullable
    Mask mask() {
        return mask;
    }

    double strength() {
        return strength;
    }

    int clipSkip() {
        return clipSkip;
    }

    float guidanceRescale() {
        return guidanceRescale;
    }

    GuidanceInterval guidanceInterval() {
        return guidanceInterval;
    }

    Rng rng() {
        return rng;
    }

    /** Steps left out at the start, since the picture given stands for what they would have drawn. */
    int skippedSteps() {
        return initImage == null ? 0 : steps - Math.min((int) (steps * strength), steps);
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
