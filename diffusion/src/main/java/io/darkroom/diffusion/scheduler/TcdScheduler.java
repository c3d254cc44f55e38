package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;

/** Strategic stochastic sampling of trajectory consistency models, as diffusers' {@code TCDScheduler} with eta 0.3. */
final class TcdScheduler implements Scheduler {
    /*
     * Zheng, Hu, Fan, Wang, Ding, Tao, Cham, "Trajectory Consistency Distillation", arXiv:2402.19159.
     *
     *   code                 paper
     *   ETA                  gamma
     *   s                    s = (1 - gamma) t_{n+1}, where the step goes to without noise
     *   target               t_{n+1}, which noise leads back up to; 0 at the end
     *
     * Each step but the last draws noise.
     */
    private static final double ETA = 0.3;

    private final NoiseSchedule schedule;
    private final DistilledTimesteps distilled;
    private final PredictionType prediction;

    TcdScheduler(SchedulerConfig given) {
        SchedulerConfig config = given.withDefault("beta_start", 0.00085)
                .withDefault("beta_end", 0.012)
                .withDefault("beta_schedule", "scaled_linear");
        schedule = NoiseSchedule.of(config);
        distilled = DistilledTimesteps.of(config);
        prediction = PredictionType.of(config);
    }

    @Override
    public Trajectory plan(int steps) {
        int[] timesteps = distilled.spaced(steps);
        prediction.requireStartAt(schedule.alphaBar(timesteps[0]));
        return new Run(RunTable.trained(timesteps, schedule), new Steps(timesteps));
    }

    private final class Steps implements Solver {
        private final int[] timesteps;
        private float[] drawn = {};

        Steps(int[] timesteps) {
            this.timesteps = timesteps;
        }

        @Override
        public void step(int i, float[] modelOutput, float[] latent, NoiseSource noise) {
            int t = timesteps[i];
            boolean isLast = i == timesteps.length - 1;
            int target = isLast ? 0 : timesteps[i + 1];
            int s = (int) ((float) (1 - ETA) * target);
            PredictionType.Weights clean = prediction.clean(schedule.signal(t), schedule.noise(t));
            PredictionType.Weights epsilon = prediction.noise(schedule.signal(t), schedule.noise(t));
            float signalWeight = schedule.signal(s);
            float noiseWeight = schedule.noise(s);
            for (int k = 0; k < latent.length; k++) {
                float x0 = clean.apply(latent[k], modelOutput[k]);
                latent[k] = signalWeight * x0 + noiseWeight * epsilon.apply(latent[k], modelOutput[k]);
            }
            if (!isLast) {
                renoise(schedule.alphaBar(target) / schedule.alphaBar(s), latent, noise);
            }
        }

        /** Noises to a level at which {@code share} of the variance is left. */
        private void renoise(float share, float[] latent, NoiseSource noise) {
            if (drawn.length != latent.length) {
                drawn = new float[latent.length];
            }
            noise.fill(drawn);
            float latentWeight = (float) Math.sqrt(share);
            float noiseWeight = (float) Math.sqrt(1 - share);
            for (int k = 0; k < latent.length; k++) {
                latent[k] = latentWeight * latent[k] + noiseWeight * drawn[k];
            }
        }

        @Override
        public void erase() {
            Arrays.fill(drawn, 0);
        }
    }
}
