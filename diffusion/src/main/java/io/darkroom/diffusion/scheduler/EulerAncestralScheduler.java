package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;

/** Euler steps past the next noise level and noise back up to it, as diffusers' {@code EulerAncestralDiscreteScheduler}. */
final class EulerAncestralScheduler implements Scheduler {
    /*
     * Ancestral sampling of Song et al., "Score-Based Generative Modeling through Stochastic Differential Equations",
     * arXiv:2011.13456, appendix F, split into an Euler step and noise as in Crowson's k-diffusion.
     *
     *   code             paper
     *   sigma, next      sigma_i, sigma_{i-1}
     *   up               standard deviation of z: sqrt(sigma_{i-1}² (sigma_i² - sigma_{i-1}²) / sigma_i²)
     *   down             sqrt(sigma_{i-1}² - up²), where the Euler step ends
     *
     * The latent is x_0 + sigma epsilon. Noise is drawn at every step, at the last one too, where it weighs nothing.
     */
    private final PredictionType prediction;
    private final SigmaPlan plan;

    EulerAncestralScheduler(SchedulerConfig config) {
        NoiseSchedule schedule = NoiseSchedule.withFiniteSigmas(config);
        prediction = PredictionType.withoutSample(config);
        plan = SigmaPlan.byTimestep(config, schedule);
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
        private float[] drawn = {};

        Steps(float[] sigmas) {
            this.sigmas = sigmas;
        }

        @Override
        public void step(int i, float[] modelOutput, float[] latent, NoiseSource noise) {
            if (drawn.length != latent.length) {
                drawn = new float[latent.length];
            }
            noise.fill(drawn);
            float sigma = sigmas[i];
            float up = Ancestral.up(sigma, sigmas[i + 1]);
            float change = Ancestral.down(sigma, sigmas[i + 1]) - sigma;
            PredictionType.Weights clean = prediction.cleanAt(sigma);
            for (int k = 0; k < latent.length; k++) {
                float x0 = clean.apply(latent[k], modelOutput[k]);
                float slope = (latent[k] - x0) / sigma;
                latent[k] += slope * change + up * drawn[k];
            }
        }

        @Override
        public void erase() {
            Arrays.fill(drawn, 0);
        }
    }
}
