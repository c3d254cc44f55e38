package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;

/** Midpoint steps past the next noise level and noise back up, as diffusers' {@code KDPM2AncestralDiscreteScheduler}. */
final class Dpm2AncestralScheduler implements Scheduler {
    /*
     * DPM-Solver-2 of Lu et al., arXiv:2206.00927, algorithm 1 with r_1 = 1/2, whose steps end at the lower level of
     * ancestral sampling (Song et al., arXiv:2011.13456, appendix F), as k-diffusion's dpm_2_ancestral has it.
     *
     *   code             papers
     *   sigmas[i]        sigma_t / alpha_t at t_i
     *   middles[i]       the geometric mean of sigmas[i] and the level that the step goes down to
     *   start            x̃ at t_i
     *
     * Even steps of a run go to the middle, odd ones from the start all the way, then noise is drawn; the last, to sigma 0,
     * is Euler's and draws none.
     */
    private final NoiseSchedule schedule;
    private final PredictionType prediction;
    private final SigmaPlan plan;

    Dpm2AncestralScheduler(SchedulerConfig given) {
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
            middles[i] = SigmaTable.geometricMean(Ancestral.down(sigmas[i], sigmas[i + 1]), sigmas[i]);
        }
        float scale = plan.initialNoiseScale(sigmas[0]);
        return new Run(RunTable.growingHalfway(levels, middles, schedule, scale), new Steps(sigmas, middles));
    }

    private final class Steps implements Solver {
        private final float[] sigmas;
        private final float[] middles;
        private float[] start = {};
        private float[] drawn = {};

        Steps(float[] sigmas, float[] middles) {
            this.sigmas = sigmas;
            this.middles = middles;
        }

        @Override
        public void step(int call, float[] modelOutput, float[] latent, NoiseSource noise) {
            if (start.length != latent.length) {
                start = new float[latent.length];
                drawn = new float[latent.length];
            }
            int i = call / 2;
            if (call % 2 == 0) {
                toTheMiddle(i, modelOutput, latent);
            } else {
                noise.fill(drawn);
                allTheWay(i, modelOutput, latent);
            }
        }

        private void toTheMiddle(int i, float[] modelOutput, float[] latent) {
            float sigma = sigmas[i];
            float change = middles[i] - sigma;
            PredictionType.Weights clean = prediction.cleanAt(sigma);
            for (int k = 0; k < latent.length; k++) {
                start[k] = latent[k];
                float slope = (latent[k] - clean.apply(latent[k], modelOutput[k])) / sigma;
                latent[k] += slope * change;
            }
        }

        private void allTheWay(int i, float[] modelOutput, float[] latent) {
            float middle = middles[i];
            float change = Ancestral.down(sigmas[i], sigmas[i + 1]) - sigmas[i];
            float up = Ancestral.up(sigmas[i], sigmas[i + 1]);
            PredictionType.Weights clean = prediction.cleanAt(middle);
            for (int k = 0; k < latent.length; k++) {
                float slope = (latent[k] - clean.apply(latent[k], modelOutput[k])) / middle;
                latent[k] = start[k] + slope * change + up * drawn[k];
            }
        }

        @Override
        public void erase() {
            Arrays.fill(start, 0);
            Arrays.fill(drawn, 0);
        }
    }
}
