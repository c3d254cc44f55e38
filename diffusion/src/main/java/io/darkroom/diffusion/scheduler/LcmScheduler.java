package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;

/** Multistep sampling of latent consistency models, as diffusers' {@code LCMScheduler}. */
final class LcmScheduler implements Scheduler {
    /*
     * Luo, Tan, Huang, Li, Zhao, "Latent Consistency Models", arXiv:2310.04378: multistep sampling.
     *
     *   code                 paper
     *   skip, out            c_skip(t), c_out(t), with sigma_data = 1/2 and t scaled by timestep_scaling
     *   x0                   what the prediction says of the clean latent
     *   clean                f_theta(x_t, t)
     *
     * Each step but the last noises what it found to the next timestep's level.
     */
    private static final float SIGMA_DATA = 0.5f;

    private final NoiseSchedule schedule;
    private final DistilledTimesteps distilled;
    private final PredictionType prediction;
    private final float timestepScaling;
    private final float clip;

    LcmScheduler(SchedulerConfig given) {
        SchedulerConfig config = given.withDefault("beta_start", 0.00085)
                .withDefault("beta_end", 0.012)
                .withDefault("beta_schedule", "scaled_linear");
        config.requireOff("thresholding");
        schedule = NoiseSchedule.of(config);
        distilled = DistilledTimesteps.of(config);
        prediction = PredictionType.of(config);
        timestepScaling = (float) config.number("timestep_scaling", 10);
        float clipRange = (float) config.number("clip_sample_range", 1);
        clip = config.flag("clip_sample", false) ? clipRange : Float.POSITIVE_INFINITY;
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
            float scaled = t * timestepScaling;
            float square = scaled * scaled + SIGMA_DATA * SIGMA_DATA;
            float skip = SIGMA_DATA * SIGMA_DATA / square;
            float out = scaled / (float) Math.sqrt(square);
            PredictionType.Weights weights = prediction.clean(schedule.signal(t), schedule.noise(t));
            for (int k = 0; k < latent.length; k++) {
                float x0 = Math.max(-clip, Math.min(clip, weights.apply(latent[k], modelOutput[k])));
                latent[k] = out * x0 + skip * latent[k];
            }
            if (i < timesteps.length - 1) {
                renoise(timesteps[i + 1], latent, noise);
            }
        }

        private void renoise(int t, float[] clean, NoiseSource noise) {
            if (drawn.length != clean.length) {
                drawn = new float[clean.length];
            }
            noise.fill(drawn);
            float signalWeight = schedule.signal(t);
            float noiseWeight = schedule.noise(t);
            for (int k = 0; k < clean.length; k++) {
                clean[k] = signalWeight * clean[k] + noiseWeight * drawn[k];
            }
        }

        @Override
        public void erase() {
            Arrays.fill(drawn, 0);
        }
    }
}
