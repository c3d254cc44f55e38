package io.darkroom.diffusion.onnx;

/** The size of one picture or latent: planes of one height and width. */
record Planes(int channels, int height, int width) {
    int size() {
        return Math.multiplyExact(channels, Math.multiplyExact(height, width));
    }
}
