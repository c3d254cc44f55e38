package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.random.NoiseSource;
import io.darkroom.diffusion.scheduler.Scheduler.Trajectory;
import java.util.Arrays;

/** Inpainting with a model that was trained for it: the U-Net sees the mask and what it keeps. */
final class InpaintingCanvas implements Canvas {
    /* diffusers StableDiffusionInpaintPipeline with nine channels: latent, mask, masked latent. */
    private final Canvas start;
    private final LatentDistribution masked;
    private final float[] mask;
    private float[] channels = NO_CHANNELS;

    /**
     * Holds what the U-Net is to see.
     *
     * @param start what the latent itself starts from
     * @param masked the picture without what the mask takes away
     * @param mask 1 where it is drawn anew, else 0: [height, width] row-major, read until {@link #prime} returns
     */
    InpaintingCanvas(Canvas start, LatentDistribution masked, float[] mask) {
        this.start = start;
        this.masked = masked;
        this.mask = mask;
    }

    @Override
    public void prime(Trajectory trajectory, int first, NoiseSource noise, float[] latent) {
        start.prime(trajectory, first, noise, latent);
        float[] kept = masked.sample(noise);
        channels = Arrays.copyOf(mask, mask.length + kept.length);
        System.arraycopy(kept, 0, channels, mask.length, kept.length);
        Arrays.fill(kept, 0);
    }

    @Override
    public float[] channels() {
        return channels;
    }

    @Override
    public void erase() {
        start.erase();
        Arrays.fill(channels, 0);
    }
}
