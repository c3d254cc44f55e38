package io.darkroom.core.privacy;

import org.jspecify.annotations.Nullable;

/**
 * The private part of a job: everything that says what is to be drawn. What routing needs (model, sizes, steps) is not
 * here but in {@link io.darkroom.core.job.JobSpec}. Prints as {@code PromptDocument[hidden]}; its sealed form is JSON, see
 * {@link io.darkroom.core.crypto.PromptSeal}.
 */
public final class PromptDocument implements AutoCloseable {
    private final Prompt prompt;
    private final Prompt negativePrompt;
    private final long seed;
    private final @Nullable PictureBytes initImage;
    private final @Nullable PictureBytes mask;
    private final @Nullable String resultKey;

    /** A drawing from text alone. */
    public PromptDocument(Prompt prompt, Prompt negativePrompt, long seed) {
        this(prompt, negativePrompt, seed, null, null, null);
    }

    /**
     * Puts the parts together.
     *
     * @param seed of the job's first picture, 0..2^63-1; picture {@code i} uses {@code seed + i}
     * @param initImage the file to start from, if any; not decoded, and closed with this document
     * @param mask the file that shows where to draw, if any; not decoded, and closed with this document
     * @param resultKey the JWK to which the pictures are to be sealed, if any; not checked
     */
    public PromptDocument(
            Prompt prompt,
            Prompt negativePrompt,
            long seed,
            @Nullable PictureBytes initImage,
            @Nullable PictureBytes mask,
            @Nullable String resultKey) {
        if (seed < 0) {
            throw new IllegalArgumentException("seed must be 0..2^63-1");
        }
        this.prompt = prompt;
        this.negativePrompt = negativePrompt;
        this.seed = seed;
        this.initImage = initImage;
        this.mask = mask;
        this.resultKey = resultKey;
    }

    /** Pictures that go back as everyone's do. */
    public PromptDocument(
            Prompt prompt,
            Prompt negativePrompt,
            long seed,
            @Nullable PictureBytes initImage,
            @Nullable PictureBytes mask) {
        this(prompt, negativePrompt, seed, initImage, mask, null);
    }

    /** What to draw. */
    public Prompt prompt() {
        return prompt;
    }

    /** What to keep away from; empty if nothing was given. */
    public Prompt negativePrompt() {
        return negativePrompt;
    }

    /** Seed of the job's first picture. */
    public long seed() {
        return seed;
    }

    /** The picture to start from; null if there is none. */
    public @Nullable PictureBytes initImage() {
        return initImage;
    }

    /** White where to draw; null if there is none. */
    public @Nullable PictureBytes mask() {
        return mask;
    }

    /** The JWK to which the pictures are to be sealed, as it came; null if there is none. */
    public @Nullable String resultKey() {
        return resultKey;
    }

    /** Overwrites the pictures. */
    @Override
    public void close() {
        if (initImage != null) {
            initImage.close();
        }
        if (mask != null) {
            mask.close();
        }
    }

    @Override
    public String toString() {
        return "PromptDocument[hidden]";
    }
}
