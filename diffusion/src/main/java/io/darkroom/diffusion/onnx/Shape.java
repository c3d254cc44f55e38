package io.darkroom.diffusion.onnx;

/**
 * What decides the size of a U-Net call's buffers.
 *
 * @param rows batch rows
 * @param height in latent units
 * @param width in latent units
 * @param tokens length of the texts
 */
record Shape(int rows, int height, int width, int tokens) {}
