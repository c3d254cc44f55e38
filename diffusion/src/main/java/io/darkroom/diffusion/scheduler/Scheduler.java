package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;

/**
 * One published sampling algorithm: turns the UNet's predictions into a cleaner latent.
 *
 * <p>Implementations are immutable and thread-safe; everything that changes while a picture is drawn lives in the
 * {@link Trajectory}. An algorithm is added as one final class in this package, one line in {@link Schedulers} and one
 * golden file.
 */
public interface Scheduler {
    /**
     * Plans a run.
     *
     * @param steps denoising steps, 1..{@code num_train_timesteps}; some settings allow fewer
     * @throws IllegalArgumentException if this scheduler cannot do that many
     */
    Trajectory plan(int steps);

    /**
     * The mutable half: one picture, one thread, steps visited once each in order, from 0 or from {@link #startAfter} on to
     * the last.
     */
    interface Trajectory {
        /** Number of UNet evaluations; more than the steps planned for algorithms that evaluate twice. */
        int size();

        /**
         * The step to start with where the first {@code skipped} of the steps planned are left out, as when a picture is
         * given; an algorithm that evaluates twice a step starts at none of its second evaluations.
         *
         * @param skipped 0..steps planned - 1
         */
        int startAfter(int skipped);

        /** Training timestep fed to the UNet at step {@code i}, 0..{@code num_train_timesteps} - 1, not always whole. */
        float timestep(int i);

        /** Standard deviation that the starting noise is multiplied by (1 for DDIM, about the largest sigma for Euler). */
        float initialNoiseScale();

        /**
         * Writes what the UNet is fed at step {@code i}.
         *
         * @param latent x_t, [batch, channels, height / 8, width / 8] row-major; left as it is
         * @param out receives the input; same layout, another array
         */
        void scaleModelInput(int i, float[] latent, float[] out);

        /**
         * Advances {@code latent} in place from step {@code i} to {@code i + 1}.
         *
         * @param modelOutput the UNet's prediction after guidance, [batch, channels, height / 8, width / 8] row-major; left
         *     as it is
         * @param latent x_t on entry, x_{t-1} on return; same layout, unscaled
         * @param noise drawn from only by stochastic algorithms
         */
        void step(int i, float[] modelOutput, float[] latent, NoiseSource noise);

        /**
         * Noises a clean latent to the level of step {@code i}: what that step is given when a run starts there.
         *
         * @param clean x_0, [batch, channels, height / 8, width / 8] row-major; left as it is
         * @param noise of standard deviation 1; same layout, left as it is
         * @param out receives x_t, unscaled; same layout, may be one of the others
         */
        void addNoise(int i, float[] clean, float[] noise, float[] out);

        /** Overwrites with zeros what is remembered of the picture; no step may follow. */
        void erase();
    }
}
