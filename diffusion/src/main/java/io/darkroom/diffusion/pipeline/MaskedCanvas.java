package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.random.NoiseSource;
import io.darkroom.diffusion.scheduler.Scheduler.Trajectory;
import java.util.Arrays;

/** Inpainting with any model: after each step, what the mask keeps is put back under the noise of the next. */
final class MaskedCanvas implements Canvas {
    /*
     * Lugmayr et al., arXiv:2201.09865, without its resampling; diffusers StableDiffusionInpaintPipeline with four channels.
     * The pipeline also samples the latent of the masked picture and has no use for it: the draw is part of the sequence.
     */
    private final LatentDistribution picture;
    private float[] mask;
    private final boolean fromNoise;
    private float[] clean = {};
    private float[] noise = {};
    private float[] kept = {};

    /**
     * Holds a picture and its mask.
     *
     * @param mask 1 where it is drawn anew, else 0: [height, width] row-major, read until {@link #prime} returns
     * @param fromNoise whether nothing of the picture shows through at the start
     */
    MaskedCanvas(LatentDistribution picture, float[] mask, boolean fromNoise) {
        this.picture = picture;
        this.mask = mask;
        this.fromNoise = fromNoise;
    }

    @Override
    public void prime(Trajectory trajectory, int first, NoiseSource source, float[] latent) {
        mask = mask.clone();
        clean = picture.sample(source);
        noise = new float[latent.length];
        kept = new float[latent.length];
        source.fill(noise);
        source.fill(kept);
        if (fromNoise) {
            System.arraycopy(noise, 0, latent, 0, latent.length);
            BlankCanvas.scale(latent, trajectory.initialNoiseScale());
        } else {
            trajectory.addNoise(first, clean, noise, latent);
        }
    }

    @Override
    public void keep(Trajectory trajectory, int next, float[] latent) {
        if (next < trajectory.size()) {
            trajectory.addNoise(next, clean, noise, kept);
        } else {
            System.arraycopy(clean, 0, kept, 0, kept.length);
        }
        for (int i = 0; i < latent.length; i++) {
            float anew = mask[i % mask.length];
            latent[i] = (1 - anew) * kept[i] + anew * latent[i];
        }
    }

    @Override
    public void erase() {
        Arrays.fill(mask, 0);
        Arrays.fill(clean, 0);
        Arrays.fill(noise, 0);
        Arrays.fill(kept, 0);
    }
}
