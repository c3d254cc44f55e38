package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.VaeConfig;
import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;

/** What the VAE makes of a picture: a mean and a variance for each value of its latent. It prints as hidden. */
final class LatentDistribution {
    /*
     * Kingma, Welling, arXiv:1312.6114; diffusers DiagonalGaussianDistribution and _encode_vae_image:
     *
     *   z = (mean + exp(clamp(log variance, -30, 20) / 2) * noise - shift_factor) * scaling_factor
     */
    private static final float LEAST_LOG_VARIANCE = -30;
    private static final float MOST_LOG_VARIANCE = 20;

    private final float[] parameters;
    private final VaeConfig config;

    /**
     * Takes over what the VAE's encoder gave.
     *
     * @param parameters means, then logarithms of variances
     */
    LatentDistribution(float[] parameters, VaeConfig config) {
        this.parameters = parameters;
        this.config = config;
    }

    /** Draws one latent, scaled as the U-Net takes it: [channels, height, width] row-major. */
    float[] sample(NoiseSource noise) {
        float[] latent = new float[parameters.length / 2];
        noise.fill(latent);
        for (int i = 0; i < latent.length; i++) {
            float logVariance = parameters[latent.length + i];
            float clamped = Math.max(LEAST_LOG_VARIANCE, Math.min(MOST_LOG_VARIANCE, logVariance));
            float z = parameters[i] + (float) Math.exp(0.5f * clamped) * latent[i];
            latent[i] = (z - config.shiftFactor()) * config.scalingFactor();
        }
        return latent;
    }

    /** Overwrites with zeros. */
    void erase() {
        Arrays.fill(parameters, 0);
    }

    @Override
    public String toString() {
        return "LatentDistribution[hidden]";
    }
}
