package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.pipeline.Series;
import io.darkroom.diffusion.pipeline.StableDiffusion;

/**
 * Pictures wanted.
 *
 * @param model draws them; must stay open until the {@link Drawing} is closed
 * @param series what is drawn
 * @param lane who waits for them
 */
public record Order(StableDiffusion model, Series series, Lane lane) {}
