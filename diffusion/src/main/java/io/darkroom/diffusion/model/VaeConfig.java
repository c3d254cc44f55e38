package io.darkroom.diffusion.model;

/**
 * What {@code vae_decoder/config.json} says.
 *
 * @param latentChannels channels of the latent
 * @param scale pixels per latent unit, along each side
 * @param scalingFactor what the U-Net's latents are divided by before they are decoded
 * @param shiftFactor what is added after that; 0 where the file has none
 */
public record VaeConfig(int latentChannels, int scale, float scalingFactor, float shiftFactor) {
    static final String FILE = "vae_decoder/config.json";
    private static final int MOST_LEVELS = 6;

    static VaeConfig read(JsonFile file) {
        int levels = file.length("block_out_channels");
        if (levels > MOST_LEVELS) {
            throw file.refused("block_out_channels", "must be a list of at most " + MOST_LEVELS + " values");
        }
        file.refuseIfSet("latents_mean");
        file.refuseIfSet("latents_std");
        // Never a default for scaling_factor: a wrong one draws a picture, only a pale or a garish one.
        return new VaeConfig(file.count("latent_channels"), 1 << (levels - 1), file.positive("scaling_factor"), (float)
                file.number("shift_factor").orElse(0));
    }
}
