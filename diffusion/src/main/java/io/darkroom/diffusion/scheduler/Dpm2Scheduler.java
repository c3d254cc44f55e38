package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;

/** The midpoint method on the probability flow without churn, as diffusers' {@code KDPM2DiscreteScheduler}. */
final class Dpm2Scheduler implements Scheduler {
    /*
     * DPM-Solver-2 of Lu, Zhou, Bao, Chen, Li, Zhu, "DPM-Solver: A Fast ODE Solver for Diffusion Probabilistic Model
     * Sampling in Around 10 Steps", arXiv:2206.00927, algorithm 1 with r_1 = 1/2, as k-diffusion's dpm_2 has it.
     *
     *   code             paper
     *   sigmas[i]        sigma_t / alpha_t at t_i, so that lambda = -log(sigmas[i])
     *   middles[i]       the same at s_{i+1}: the geometric mean of sigmas[i] and sigmas[i + 1]
     *   start            x̃ at t_i
     *
     * Even steps of a run go to the middle, odd ones from the start all the way; the last, to sigma 0, is Euler's.
     */
    private final NoiseSchedule schedule;
    private final PredictionType prediction;
    private final SigmaPlan plan;

    Dpm2Scheduler(SchedulerConfig given) {
        SchedulerConfig config = given.withDefault("beta_start", 0.00085).withDefault("beta_end", 0.012);
        schedule = NoiseSchedule.withoutRescaling(config);
        prediction = PredictionType.withoutSample(config);
        plan = SigmaPlan.of(config, schedule, 0);
    }

    @Override
    public Trajectory plan(int steps) {
        SigmaTable levels = plan.fractionalRoundingKarras(steps);
        float[] sigmas = levels.sigmas();
        float[] middles = new float[steps];
        for (int i = 0; i < steps - 1; i++) {
            middles[i] = SigmaTable.geometricMean(sigmas[i], sigmas[i + 1]);
        }
        float scale = plan.initialNoiseScale(sigmas[0]);
        return new Run(RunTable.growingHalfway(levels, middles, schedule, scale), new Steps(sigmas, middles));
    }

    private final class Steps implements Solver {
        private final float[] sigmas;
        private final float[] middles;
        private float[] start = {};

        Steps(float[] sigmas, float[] middles) {
            this.sigmas = sigmas;
            this.middles = middles;
        }

        @Override
        public void step(int call, float[] modelOutput, float[] latent, NoiseSource noise) {
            if (start.length != latent.length) {
                start = new float[latent.length];
            }
            int i = call / 2;
            boolean first = call % 2 == 0;
            float sigma = first ? sigmas[i] : middles[i];
            float change = (first ? middles[i] : sigmas[i + 1]) - sigmas[i];
            PredictionType.Weights clean = prediction.cleanAt(sigma);
            for (int k = 0; k < latent.length; k++) {
                float slope = (latent[k] - clean.apply(latent[k], modelOutput[k])) / sigma;
                if (first) {
                    start[k] = latent[k];
                }
                latent[k] = start[k] + slope * change;
            }
        }

        @Override
        public void erase() {
            Arrays.fill(start, 0);
        }
    }
}
