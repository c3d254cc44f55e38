package io.darkroom.core.privacy;

/**
 * The private part of a job: everything that says what is to be drawn. What routing needs (model, sizes, steps) is not
 * here but in {@link io.darkroom.core.job.JobSpec}. Prints as {@code PromptDocument[hidden]}; its sealed form is JSON, see
 * {@link io.darkroom.core.crypto.PromptSeal}.
 */
public final class PromptDocument {
    private final Prompt prompt;
    private final Prompt negativePrompt;
    private final long seed;

    /**
     * Puts the parts together.
     *
     * @param seed of the job's first picture, 0..2^63-1; picture {@code i} uses {@code seed + i}
     */
    public PromptDocument(Prompt prompt, Prompt negativePrompt, long seed) {
        if (seed < 0) {
            throw new IllegalArgumentException("seed must be 0..2^63-1");
        }
        this.prompt = prompt;
        this.negativePrompt = negativePrompt;
        this.seed = seed;
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

    @Override
    public String toString() {
        return "PromptDocument[hidden]";
    }
}
