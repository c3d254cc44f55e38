package io.darkroom.diffusion.pipeline;

/**
 * How many steps a scheduler can take.
 *
 * @param min at least
 * @param max at most
 */
public record StepRange(int min, int max) {}
