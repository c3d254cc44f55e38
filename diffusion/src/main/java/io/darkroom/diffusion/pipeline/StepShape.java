package io.darkroom.diffusion.pipeline;

/**
 * What pictures of one model must have in common to share a U-Net call: equal shapes do.
 *
 * @param width pixels
 * @param height pixels
 * @param tokens length of the texts
 * @param timestep of the next step where the graph takes but one for all, else 0
 */
public record StepShape(int width, int height, int tokens, float timestep) {}
