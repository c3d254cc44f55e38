package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.random.NoiseSource;
import io.darkroom.diffusion.scheduler.Scheduler.Trajectory;
import java.util.Arrays;

/** Picture to picture: a given one under as much noise as the first step takes away. */
final class PaintedCanvas implements Canvas {
    private final LatentDistribution picture;

    PaintedCanvas(LatentDistribution picture) {
        this.picture = picture;
    }

    @Override
    public void prime(Trajectory trajectory, int first, NoiseSource noise, float[] latent) {
        float[] clean = picture.sample(noise);
        float[] drawn = new float[latent.length];
        noise.fill(drawn);
        trajectory.addNoise(first, clean, drawn, latent);
        Arrays.fill(clean, 0);
        Arrays.fill(drawn, 0);
    }
}
