package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;

/** DDIM without added noise (eta = 0), as diffusers' {@code DDIMScheduler}. */
final class DdimScheduler implements Scheduler {
    /*
     * Song, Meng, Ermon, "Denoising Diffusion Implicit Models", arXiv:2010.02502, eq. 12 with sigma_t = 0.
     *
     *   code            paper
     *   alphaBar(t)     alpha_t  (the cumulative product; the paper drops the bar)
     *   epsilon         epsilon_theta(x_t)
     *   x0              "predicted x_0"
     *
     * As in diffusers, a step's target is t - trainSteps / steps (whole division), even where the spacing is another, and
     * epsilon is not derived anew from a clipped x0.
     */
    private final NoiseSchedule schedule;
    private final TimestepSpacing spacing;
    private final int stepsOffset;
    private final PredictionType prediction;
    private final float alphaBarEnd;
    private final float clip;

    DdimScheduler(SchedulerConfig config) {
        config.requireOff("thresholding");
        schedule = NoiseSchedule.of(config);
        spacing = TimestepSpacing.of(config, "leading");
        stepsOffset = TimestepSpacing.offset(config);
        prediction = PredictionType.of(config);
        alphaBarEnd = config.flag("set_alpha_to_one", true) ? 1 : schedule.alphaBar(0);
        float clipRange = (float) config.number("clip_sample_range", 1);
        clip = config.flag("clip_sample", true) ? clipRange : Float.POSITIVE_INFINITY;
    }

    @Override
    public Trajectory plan(int steps) {
        int trainSteps = schedule.trainSteps();
        NoiseSchedule.requireSteps(steps, trainSteps);
        int[] timesteps = spacing.whole(trainSteps, steps, stepsOffset);
        prediction.requireStartAt(schedule.alphaBar(timesteps[0]));
        return new Run(RunTable.trained(timesteps, schedule), new Steps(timesteps, trainSteps / steps));
    }

    private final class Steps implements Solver {
        private final int[] timesteps;
        private final int stride;

        Steps(int[] timesteps, int stride) {
            this.timesteps = timesteps;
            this.stride = stride;
        }

        @Override
        public void step(int i, float[] modelOutput, float[] latent, NoiseSource noise) {
            int target = timesteps[i] - stride;
            float alphaBarNext = target < 0 ? alphaBarEnd : schedule.alphaBar(target);
            PredictionType.Weights clean =
                    prediction.clean(schedule.signal(timesteps[i]), schedule.noise(timesteps[i]));
            PredictionType.Weights epsilonWeights =
                    prediction.noise(schedule.signal(timesteps[i]), schedule.noise(timesteps[i]));
            float alphaNext = sqrt(alphaBarNext);
            float sigmaNext = sqrt(1 - alphaBarNext);

            for (int k = 0; k < latent.length; k++) {
                float epsilon = epsilonWeights.apply(latent[k], modelOutput[k]);
                float x0 = clean.apply(latent[k], modelOutput[k]);
                x0 = Math.max(-clip, Math.min(clip, x0));
                latent[k] = alphaNext * x0 + sigmaNext * epsilon;
            }
        }

        @Override
        public void erase() {
            // Nothing is remembered.
        }
    }

    private static float sqrt(float x) {
        return (float) Math.sqrt(x);
    }
}
