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
    private final NoiseSchedule schedule;
    private final TimestepSpacing spacing;
    private final int stepsOffset;
    private final PredictionType prediction;
    private final float lastSigma;

    EulerScheduler(SchedulerConfig config) {
        config.requireOff("use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas");
        if (!config.text("interpolation_type", "linear").equals("linear")) {
            throw config.unsupported("interpolation_type", "linear");
        }
        if (!config.text("timestep_type", "discrete").equals("discrete")) {
            throw config.unsupported("timestep_type", "discrete");
        }
        schedule = NoiseSchedule.withFiniteSigmas(config);
        spacing = TimestepSpacing.of(config, "linspace");
        stepsOffset = TimestepSpacing.offset(config);
        prediction = PredictionType.of(config);
        lastSigma = SigmaTable.last(config, schedule);
    }

    @Override
    public Trajectory plan(int steps) {
        NoiseSchedule.requireSteps(steps, schedule.trainSteps());
        float[] timesteps = spacing.fractional(schedule.trainSteps(), steps, stepsOffset);
        return new Run(timesteps, SigmaTable.at(timesteps, schedule, lastSigma));
    }

    private final class Run implements Trajectory {
        private final float[] timesteps;
        private final float[] sigmas;

        Run(float[] timesteps, float[] sigmas) {
            this.timesteps = timesteps;
            this.sigmas = sigmas;
        }

        @Override
        public int size() {
            return timesteps.length;
        }

        @Override
        public float timestep(int i) {
            return timesteps[i];
        }

        @Override
        public float initialNoiseScale() {
            // Leading spacing starts below the largest sigma, where the signal's own variance still counts.
            return spacing == TimestepSpacing.LEADING ? scale(sigmas[0]) : sigmas[0];
        }

        @Override
        public void scaleModelInput(int i, float[] latent, float[] out) {
            float scale = scale(sigmas[i]);
            for (int k = 0; k < latent.length; k++) {
                out[k] = latent[k] / scale;
            }
        }

        @Override
        public void step(int i, float[] modelOutput, float[] latent, NoiseSource noise) {
            float sigma = sigmas[i];
            float change = sigmas[i + 1] - sigma;
            float square = sigma * sigma + 1;
            float velocityWeight = -sigma / scale(sigma);
            for (int k = 0; k < latent.length; k++) {
                float predicted = modelOutput[k];
                float x0 = switch (prediction) {
                    case EPSILON -> latent[k] - sigma * predicted;
                    case SAMPLE -> predicted;
                    case VELOCITY -> predicted * velocityWeight + latent[k] / square;
                };
                float slope = (latent[k] - x0) / sigma;
                latent[k] += slope * change;
            }
        }
    }

    /** Standard deviation of a latent of unit signal at {@code sigma}. */
    private static float scale(float sigma) {
        return (float) Math.sqrt(sigma * sigma + 1);
    }
}
