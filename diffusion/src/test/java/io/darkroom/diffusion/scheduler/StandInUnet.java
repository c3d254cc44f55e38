package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;

/** What a scheduler is run with where no UNet is needed. */
final class StandInUnet {
    /** For schedulers that must not ask. */
    static final NoiseSource NO_NOISE = out -> {
        throw new AssertionError("a deterministic scheduler asked for noise");
    };

    /** For schedulers that ask: always the same, whatever the size. */
    static final NoiseSource SOME_NOISE = out -> Arrays.fill(out, 0.5f);

    private StandInUnet() {}

    /** A starting latent, [1, 4, 4, 4], of values -1..1 times the scale of {@code run}. */
    static float[] start(Scheduler.Trajectory run) {
        float[] latent = new float[64];
        for (int k = 0; k < latent.length; k++) {
            latent[k] = run.initialNoiseScale() * (k * 2 - 63) / 63f;
        }
        return latent;
    }

    /** As {@link #denoise(Scheduler.Trajectory, NoiseSource)} for schedulers that need no noise. */
    static float[] denoise(Scheduler.Trajectory run) {
        return denoise(run, NO_NOISE);
    }

    /** Runs all steps with the prediction x t / (t + 1) on the scaled input x, as diffusers' own tests do. */
    static float[] denoise(Scheduler.Trajectory run, NoiseSource noise) {
        float[] latent = start(run);
        for (int i = 0; i < run.size(); i++) {
            step(run, i, latent, noise);
        }
        return latent;
    }

    /** Takes step {@code i} with the same prediction. */
    static void step(Scheduler.Trajectory run, int i, float[] latent, NoiseSource noise) {
        float[] predicted = new float[latent.length];
        run.scaleModelInput(i, latent, predicted);
        float t = run.timestep(i);
        for (int k = 0; k < predicted.length; k++) {
            predicted[k] *= t / (t + 1);
        }
        run.step(i, predicted, latent, noise);
    }
}
