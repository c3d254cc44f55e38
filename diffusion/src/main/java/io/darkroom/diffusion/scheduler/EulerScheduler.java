package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;

/** Euler's method on the probability flow without churn, as diffusers' {@code EulerDiscreteScheduler}. */
final class EulerScheduler implements Scheduler {
    /*
     * Karras, Aittala, Aila, Laine, "Elucidating the Design Space of Diffusion-Based Generative Models",
     * arXiv:2206.00364, algorithm 2 with S_churn = 0 and no second-order correction.
     *
     *   code         paper
     *   sigmas[i]    t_i   (sigma(t) = t)
     *   x0           D_theta(x; sigma)
     *   slope        d_i
     *
     * The latent is x_0 + sigma epsilon here, and is brought to unit variance only to feed the UNet.
     */
    private final PredictionType prediction;
    private final SigmaPlan plan;

    EulerScheduler(SchedulerConfig config) {
        if (!config.text("interpolation_type", "linear").equals("linear")) {
            throw config.unsupported("interpolation_type", "linear");
        }
        if (!config.text("timestep_type", "discrete").equals("discrete")) {
            throw config.unsupported("timestep_type", "discrete");
        }
        NoiseSchedule schedule = NoiseSchedule.withFiniteSigmas(config);
        prediction = PredictionType.of(config);
        plan = SigmaPlan.of(config, schedule, SigmaTable.last(config, schedule)).limited(config);
    }

    @Override
    public Trajectory plan(int steps) {
        SigmaTable levels = plan.fractional(steps);
        float[] sigmas = levels.sigmas();
        float scale = plan.initialNoiseScale(sigmas[0]);
        return new Run(RunTable.growing(levels.timesteps(), sigmas, sigmas, scale, 1), new Steps(sigmas));
    }

    private final class Steps implements Solver {
        private final float[] sigmas;

        Steps(float[] sigmas) {
            this.sigmas = sigmas;
        }

        @Override
        public void step(int i, float[] modelOutput, float[] latent, NoiseSource noise) {
            float sigma = sigmas[i];
            float change = sigmas[i + 1] - sigma;
            PredictionType.Weights clean = prediction.cleanAt(sigma);
            for (int k = 0; k < latent.length; k++) {
                float x0 = clean.apply(latent[k], modelOutput[k]);
                float slope = (latent[k] - x0) / sigma;
                latent[k] += slope * change;
            }
        }

        @Override
        public void erase() {
            // Nothing is remembered.
        }
    }
}
