package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.random.NoiseSource;
import io.darkroom.diffusion.scheduler.Scheduler.Trajectory;

/** What one picture starts from and, where there is a mask, is kept to. Mutable, and used by one thread at a time. */
interface Canvas {
    float[] NO_CHANNELS = {};

    /**
     * Gives the first step's latent, drawing all that is drawn before it, in diffusers' order.
     *
     * @param first the step that the picture starts with
     * @param latent filled with x_t, [channels, height, width] row-major
     */
    void prime(Trajectory trajectory, int first, NoiseSource noise, float[] latent);

    /** After {@link #prime}: what the U-Net is fed behind the latent's own channels at every step, taken over. */
    default float[] channels() {
        return NO_CHANNELS;
    }

    /**
     * Puts back what is not to be drawn.
     *
     * @param next the step that {@code latent} is to be fed to, {@link Trajectory#size} after the last
     */
    default void keep(Trajectory trajectory, int next, float[] latent) {}

    /** Overwrites with zeros. */
    default void erase() {}
}
