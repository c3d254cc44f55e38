package io.darkroom.diffusion.text;

import java.util.Arrays;

/** As much of a prompt as a text encoder takes at a time, with a weight for each token. It prints as hidden. */
public final class TokenChunk {
    private final int[] ids;
    private final float[] weights;

    TokenChunk(int[] ids, float[] weights) {
        this.ids = ids;
        this.weights = weights;
    }

    /** Start, text, end, padding: as many as {@link ClipTokenizer#maxLength}. */
    public int[] ids() {
        return ids;
    }

    /** One for each id, 1 being plain. */
    public float[] weights() {
        return weights;
    }

    /** Whether no weight is other than 1. */
    public boolean isPlain() {
        for (float weight : weights) {
            if (weight != 1) {
                return false;
            }
        }
        return true;
    }

    /** Overwrites with zeros. */
    public void erase() {
        Arrays.fill(ids, 0);
        Arrays.fill(weights, 0);
    }

    @Override
    public String toString() {
        return "TokenChunk[hidden]";
    }
}
