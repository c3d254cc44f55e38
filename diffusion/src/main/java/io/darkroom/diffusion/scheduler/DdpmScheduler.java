package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;

/** Ancestral sampling of the original diffusion model, as diffusers' {@code DDPMScheduler}. */
final class DdpmScheduler implements Scheduler {
    /*
     * Ho, Jain, Abbeel, "Denoising Diffusion Probabilistic Models", arXiv:2006.11239.
     *
     *   code                 paper
     *   alphaBar, before     ᾱ_t, ᾱ_{t-1}, where t - 1 stands for the next timestep of the run
     *   beta                 β_t = 1 - ᾱ_t / ᾱ_{t-1}
     *   cleanWeight          eq. 7, weight of x_0: sqrt(ᾱ_{t-1}) β_t / (1 - ᾱ_t)
     *   latentWeight         eq. 7, weight of x_t: sqrt(α_t) (1 - ᾱ_{t-1}) / (1 - ᾱ_t)
     *   variance             β̃_t, or β_t where the variance is "fixed_large" (section 3.2)
     *
     * Noise is drawn at every timestep above 0.
     */
    private static final float LEAST_VARIANCE = 1e-20f;

    private final NoiseSchedule schedule;
    private final TimestepSpacing spacing;
    private final int stepsOffset;
    private final PredictionType prediction;
    private final boolean large;
    private final float clip;

    DdpmScheduler(SchedulerConfig config) {
        config.requireOff("thresholding");
        schedule = NoiseSchedule.of(config);
        spacing = TimestepSpacing.of(config, "leading");
        stepsOffset = TimestepSpacing.offset(config);
        prediction = PredictionType.of(config);
        large = isLarge(config);
        float clipRange = (float) config.number("clip_sample_range", 1);
        clip = config.flag("clip_sample", true) ? clipRange : Float.POSITIVE_INFINITY;
    }

    private static boolean isLarge(SchedulerConfig config) {
        return switch (config.text("variance_type", "fixed_small")) {
            case "fixed_small", "fixed_small_log" -> false; // written apart, the same variance
            case "fixed_large" -> true;
            default -> throw config.unsupported("variance_type", "fixed_small, fixed_small_log or fixed_large");
        };
    }

    @Override
    public Trajectory plan(int steps) {
        int trainSteps = schedule.trainSteps();
        NoiseSchedule.requireSteps(steps, trainSteps);
        int[] timesteps = spacing.whole(trainSteps, steps, stepsOffset);
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
            float alphaBar = schedule.alphaBar(t);
            float before = i == timesteps.length - 1 ? 1 : schedule.alphaBar(timesteps[i + 1]);
            float beta = 1 - alphaBar / before;
            float cleanWeight = (float) Math.sqrt(before) * beta / (1 - alphaBar);
            float latentWeight = (float) Math.sqrt(alphaBar / before) * (1 - before) / (1 - alphaBar);
            float small = Math.max((1 - before) / (1 - alphaBar) * beta, LEAST_VARIANCE);
            float deviation = t == 0 ? 0 : (float) Math.sqrt(large ? beta : small);

            draw(t, latent.length, noise);
            PredictionType.Weights clean = prediction.clean(schedule.signal(t), schedule.noise(t));
            for (int k = 0; k < latent.length; k++) {
                float x0 = Math.max(-clip, Math.min(clip, clean.apply(latent[k], modelOutput[k])));
                latent[k] = cleanWeight * x0 + latentWeight * latent[k] + deviation * drawn[k];
            }
        }

        private void draw(int t, int length, NoiseSource noise) {
            if (drawn.length != length) {
                drawn = new float[length];
            }
            if (t > 0) {
                noise.fill(drawn);
            }
        }

        @Override
        public void erase() {
            Arrays.fill(drawn, 0);
        }
    }
}
