package io.darkroom.diffusion.pipeline;

/** The guidance scale as a distilled U-Net is told it. */
final class GuidanceEmbedding {
    /*
     * Salimans, Ho, arXiv:2202.00512: sines and cosines of w * 1000 at geometrically falling frequencies, as for a
     * timestep. In float, as torch computes it: the largest argument is in the thousands, and its last bits show.
     */
    private static final float LARGEST_PERIOD = 10_000;
    private static final float UNIT = 1000;

    private GuidanceEmbedding() {}

    /**
     * Embeds a scale.
     *
     * @param guidanceScale 1 is no guidance
     * @param size values; the last stays 0 if it is odd
     */
    static float[] of(float guidanceScale, int size) {
        int half = size / 2;
        float w = (guidanceScale - 1) * UNIT;
        float decay = (float) Math.log(LARGEST_PERIOD) / (half - 1);
        float[] embedding = new float[size];
        for (int i = 0; i < half; i++) {
            float angle = w * (float) Math.exp(i * -decay);
            embedding[i] = (float) Math.sin(angle);
            embedding[half + i] = (float) Math.cos(angle);
        }
        return embedding;
    }
}
