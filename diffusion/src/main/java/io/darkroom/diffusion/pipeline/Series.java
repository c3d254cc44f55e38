package io.darkroom.diffusion.pipeline;

/**
 * The pictures of one request, of seeds seed, seed + 1, …
 *
 * @param images how many, at least 1
 */
public record Series(PictureRequest request, int images) {}
