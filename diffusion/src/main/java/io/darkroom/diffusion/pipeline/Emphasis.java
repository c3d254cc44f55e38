package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.text.TokenChunk;

/** Applies the weights of a chunk's tokens to their hidden states. */
final class Emphasis {
    /* AUTOMATIC1111's "original": each token's states times its weight, then all so that the mean is what it was. */
    private Emphasis() {}

    /**
     * Changes the states in place.
     *
     * @param states [tokens, size] row-major
     */
    static void apply(TokenChunk chunk, float[] states) {
        if (chunk.isPlain()) {
            return;
        }
        int size = states.length / chunk.weights().length;
        double before = mean(states);
        for (int i = 0; i < states.length; i++) {
            states[i] *= chunk.weights()[i / size];
        }
        double after = mean(states);
        if (after == 0) {
            return;
        }
        float ratio = (float) (before / after);
        for (int i = 0; i < states.length; i++) {
            states[i] *= ratio;
        }
    }

    private static double mean(float[] states) {
        double sum = 0;
        for (float state : states) {
            sum += state;
        }
        return sum / states.length;
    }
}
