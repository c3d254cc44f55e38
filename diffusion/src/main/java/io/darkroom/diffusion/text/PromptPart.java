package io.darkroom.diffusion.text;

/** A stretch of a prompt with one weight, or a break between chunks. It prints as hidden. Immutable. */
final class PromptPart {
    private final String text;
    private final double weight;
    private final boolean isBreak;

    private PromptPart(String text, double weight, boolean isBreak) {
        this.text = text;
        this.weight = weight;
        this.isBreak = isBreak;
    }

    static PromptPart of(String text, double weight) {
        return new PromptPart(text, weight, false);
    }

    /** Where a new chunk begins. */
    static PromptPart newChunk() {
        return new PromptPart("", 1, true);
    }

    String text() {
        return text;
    }

    double weight() {
        return weight;
    }

    boolean isBreak() {
        return isBreak;
    }

    PromptPart times(double factor) {
        return new PromptPart(text, weight * factor, isBreak);
    }

    /** Whether both are text of one weight, and so one stretch. */
    boolean joins(PromptPart next) {
        return !isBreak && !next.isBreak && weight == next.weight;
    }

    PromptPart join(PromptPart next) {
        return of(text + next.text, weight);
    }

    @Override
    public String toString() {
        return "PromptPart[hidden]";
    }
}
