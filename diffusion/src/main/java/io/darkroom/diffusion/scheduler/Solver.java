package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;

/** An algorithm's own half of a run: what it makes of a prediction, and what it remembers of the picture. One per run. */
interface Solver {
    /** See {@link Scheduler.Trajectory#step}. */
    void step(int i, float[] modelOutput, float[] latent, NoiseSource noise);

    /** See {@link Scheduler.Trajectory#erase}. */
    void erase();
}
