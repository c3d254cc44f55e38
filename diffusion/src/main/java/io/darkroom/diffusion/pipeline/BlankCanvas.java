package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.random.NoiseSource;
import io.darkroom.diffusion.scheduler.Scheduler.Trajectory;

/** Text to picture: nothing but noise. */
final class BlankCanvas implements Canvas {
    @Override
    public void prime(Trajectory trajectory, int first, NoiseSource noise, float[] latent) {
        noise.fill(latent);
        scale(latent, trajectory.initialNoiseScale());
    }

    static void scale(float[] noise, float scale) {
        for (int i = 0; i < noise.length; i++) {
            noise[i] *= scale;
        }
    }
}
