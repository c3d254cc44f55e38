package io.darkroom.diffusion.pipeline;

import java.util.Arrays;

/** What one text encoder makes of a text. It prints as hidden. */
final class EncodedText {
    private final float[] states;
    private final float[] pooled;

    /**
     * Takes both over.
     *
     * @param states [tokens, size] row-major
     * @param pooled the text as a whole, empty if the encoder does not give it
     */
    EncodedText(float[] states, float[] pooled) {
        this.states = states;
        this.pooled = pooled;
    }

    float[] states() {
        return states;
    }

    float[] pooled() {
        return pooled;
    }

    /** Another of the same values, to be erased by itself. */
    EncodedText copy() {
        return new EncodedText(states.clone(), pooled.clone());
    }

    /** Overwrites with zeros. */
    void erase() {
        Arrays.fill(states, 0);
        Arrays.fill(pooled, 0);
    }

    @Override
    public String toString() {
        return "EncodedText[hidden]";
    }
}
