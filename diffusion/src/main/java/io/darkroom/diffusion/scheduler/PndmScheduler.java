package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;

/** Pseudo linear multistep (PLMS), as diffusers' {@code PNDMScheduler} with {@code skip_prk_steps}. */
final class PndmScheduler implements Scheduler {
    /*
     * Liu, Ren, Lin, Zhao, "Pseudo Numerical Methods for Diffusion Models on Manifolds", arXiv:2202.09778.
     *
     *   code               paper
     *   past.get(j)        e_{t + j delta}, the predictions of the steps before
     *   WEIGHTS            linear multistep in its last row; lower Adams-Bashforth orders until there are four
     *   transfer           phi(x_t, e, t, t - delta)
     *
     * Instead of Runge-Kutta's steps a run begins with a pseudo improved Euler step: its second step redoes its first with
     * the mean of both predictions, so the second timestep is visited twice. Steps are counted from where a run starts, as
     * diffusers does, even if that is past the timestep visited twice. A step's target is t - trainSteps / steps (whole division), even where the spacing is another.
     */
    private static final int ORDER = 4;
    private static final float[][] WEIGHTS = {
        {1}, {3 / 2f, -1 / 2f}, {23 / 12f, -16 / 12f, 5 / 12f}, {55 / 24f, -59 / 24f, 37 / 24f, -9 / 24f}
    };

    private final NoiseSchedule schedule;
    private final TimestepSpacing spacing;
    private final int stepsOffset;
    private final PredictionType prediction;
    private final float alphaBarEnd;

    PndmScheduler(SchedulerConfig config) {
        if (!config.flag("skip_prk_steps", true)) {
            throw config.unsupported("skip_prk_steps", "true");
        }
        schedule = NoiseSchedule.withoutRescaling(config);
        spacing = TimestepSpacing.of(config, "leading");
        stepsOffset = TimestepSpacing.offset(config);
        prediction = PredictionType.withoutSample(config);
        alphaBarEnd = config.flag("set_alpha_to_one", false) ? 1 : schedule.alphaBar(0);
    }

    @Override
    public Trajectory plan(int steps) {
        int trainSteps = schedule.trainSteps();
        NoiseSchedule.requireSteps(steps, trainSteps);
        int[] spaced = spacing.whole(trainSteps, steps, stepsOffset);
        int[] timesteps = new int[steps == 1 ? 1 : steps + 1];
        for (int i = 0; i < timesteps.length; i++) {
            timesteps[i] = spaced[i < 2 ? i : i - 1];
        }
        return new Run(RunTable.trained(timesteps, schedule), new Steps(timesteps, trainSteps / steps));
    }

    private final class Steps implements Solver {
        private final int[] timesteps;
        private final int stride;
        private final History past = new History(ORDER);
        private float[] start = {};
        private float[] mixed = {};
        private int taken;

        Steps(int[] timesteps, int stride) {
            this.timesteps = timesteps;
            this.stride = stride;
        }

        @Override
        public void step(int i, float[] modelOutput, float[] latent, NoiseSource noise) {
            if (start.length != latent.length) {
                start = new float[latent.length];
                mixed = new float[latent.length];
            }
            int t = timesteps[i];
            if (taken == 1) {
                redoTheFirst(t, modelOutput, latent);
            } else {
                System.arraycopy(modelOutput, 0, past.push(latent.length), 0, latent.length);
                System.arraycopy(latent, 0, start, 0, latent.length);
                mix();
                transfer(t, t - stride, latent);
            }
            taken++;
        }

        private void redoTheFirst(int t, float[] modelOutput, float[] latent) {
            float[] first = past.get(0);
            for (int k = 0; k < latent.length; k++) {
                mixed[k] = (modelOutput[k] + first[k]) / 2;
            }
            transfer(t + stride, t, latent);
        }

        private void mix() {
            Arrays.fill(mixed, 0);
            float[] weights = WEIGHTS[past.size() - 1];
            for (int j = 0; j < weights.length; j++) {
                float[] prediction = past.get(j);
                for (int k = 0; k < mixed.length; k++) {
                    mixed[k] += weights[j] * prediction[k];
                }
            }
        }

        /** Goes from {@code start} at {@code t} to {@code target} along what is mixed. */
        private void transfer(int t, int target, float[] latent) {
            float alphaBar = schedule.alphaBar(t);
            float alphaBarNext = target < 0 ? alphaBarEnd : schedule.alphaBar(target);
            float latentWeight = (float) Math.sqrt(alphaBarNext / alphaBar);
            float divisor = alphaBar * (float) Math.sqrt(1 - alphaBarNext)
                    + (float) Math.sqrt(alphaBar * (1 - alphaBar) * alphaBarNext);
            float noiseWeight = -(alphaBarNext - alphaBar) / divisor;
            PredictionType.Weights epsilon = prediction.noise(schedule.signal(t), schedule.noise(t));
            for (int k = 0; k < latent.length; k++) {
                latent[k] = latentWeight * start[k] + noiseWeight * epsilon.apply(start[k], mixed[k]);
            }
        }

        @Override
        public void erase() {
            past.erase();
            Arrays.fill(start, 0);
            Arrays.fill(mixed, 0);
        }
    }
}
