package io.darkroom.diffusion.pipeline;

/**
 * The shape of one picture's latent.
 *
 * @param channels 4 for Stable Diffusion
 * @param height in latent units
 * @param width in latent units
 */
record LatentShape(int channels, int height, int width) {
    int size() {
        return channels * height * width;
    }
}
