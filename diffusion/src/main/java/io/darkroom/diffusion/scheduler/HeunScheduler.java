package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;

/** Heun's method on the probability flow without churn, as diffusers' {@code HeunDiscreteScheduler}. */
final class HeunScheduler implements Scheduler {
    /*
     * Karras, Aittala, Aila, Laine, arXiv:2206.00364, algorithm 2 with S_churn = 0.
     *
     *   code             paper
     *   sigmas[i]        t_i   (sigma(t) = t)
     *   start            x̂_i, the latent before the Euler step
     *   slope            d_i
     *   second slope     d'_i, at the point that the Euler step reaches
     *
     * Even steps of a run are Euler's, odd ones correct the one before; the last, to sigma 0, stays Euler's.
     */
    private final PredictionType prediction;
    private final SigmaPlan plan;
    private final float clip;

    HeunScheduler(SchedulerConfig given) {
        SchedulerConfig config = given.withDefault("beta_start", 0.00085).withDefault("beta_end", 0.012);
        prediction = PredictionType.of(config);
        plan = SigmaPlan.of(config, NoiseSchedule.withoutRescaling(config), 0);
        float clipRange = (float) config.number("clip_sample_range", 1);
        clip = config.flag("clip_sample", false) ? clipRange : Float.POSITIVE_INFINITY;
    }

    @Override
    public Trajectory plan(int steps) {
        SigmaTable levels = plan.fractional(steps);
        int calls = 2 * steps - 1;
        float[] timesteps = new float[calls];
        float[] sigmas = new float[calls];
        for (int i = 0; i < calls; i++) {
            timesteps[i] = levels.timesteps()[(i + 1) / 2];
            sigmas[i] = levels.sigmas()[(i + 1) / 2];
        }
        float scale = plan.initialNoiseScale(sigmas[0]);
        return new Run(RunTable.growing(timesteps, sigmas, sigmas, scale, 2), new Steps(levels.sigmas()));
    }

    private final class Steps implements Solver {
        private final float[] sigmas;
        private float[] start = {};
        private float[] slope = {};

        Steps(float[] sigmas) {
            this.sigmas = sigmas;
        }

        @Override
        public void step(int i, float[] modelOutput, float[] latent, NoiseSource noise) {
            if (start.length != latent.length) {
                start = new float[latent.length];
                slope = new float[latent.length];
            }
            float change = sigmas[i / 2 + 1] - sigmas[i / 2];
            float sigma = sigmas[(i + 1) / 2];
            boolean corrects = i % 2 == 1;
            PredictionType.Weights clean = prediction.cleanAt(sigma);
            for (int k = 0; k < latent.length; k++) {
                float predicted = clean.apply(latent[k], modelOutput[k]);
                float x0 = Math.max(-clip, Math.min(clip, predicted));
                float slopeHere = (latent[k] - x0) / sigma;
                if (corrects) {
                    latent[k] = start[k] + (slope[k] + slopeHere) / 2 * change;
                } else {
                    start[k] = latent[k];
                    slope[k] = slopeHere;
                    latent[k] += slopeHere * change;
                }
            }
        }

        @Override
        public void erase() {
            Arrays.fill(start, 0);
            Arrays.fill(slope, 0);
        }
    }
}
