package io.darkroom.diffusion.onnx;

/**
 * What decides the size of a call's buffers.
 *
 * @param rows batch rows
 * @param height in latent units
 * @param width in latent units
 */
record Shape(int rows, int height, int width) {}
