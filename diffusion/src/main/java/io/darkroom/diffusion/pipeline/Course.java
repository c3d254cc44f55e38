package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.random.NoiseSource;
import io.darkroom.diffusion.scheduler.Scheduler.Trajectory;

/** A scheduler's trajectory and how far one picture has come on it. */
final class Course {
    private final Trajectory trajectory;
    private final int first;
    private int next;

    /**
     * Starts on a trajectory.
     *
     * @param skippedSteps steps left out at its beginning
     */
    Course(Trajectory trajectory, int skippedSteps) {
        this.trajectory = trajectory;
        first = trajectory.startAfter(skippedSteps);
        next = first;
    }

    /** U-Net calls in all. */
    int length() {
        return trajectory.size() - first;
    }

    /** U-Net calls done. */
    int done() {
        return next - first;
    }

    /** Share of the trajectory's steps that lie behind, those left out at its beginning too. */
    double progress() {
        return (double) next / trajectory.size();
    }

    float timestep() {
        return trajectory.timestep(next);
    }

    void prime(Canvas canvas, NoiseSource noise, float[] latent) {
        canvas.prime(trajectory, first, noise, latent);
    }

    void scaleModelInput(float[] latent, float[] out) {
        trajectory.scaleModelInput(next, latent, out);
    }

    void advance(float[] prediction, float[] latent, NoiseSource noise, Canvas canvas) {
        trajectory.step(next, prediction, latent, noise);
        next++;
        canvas.keep(trajectory, next, latent);
    }

    void erase() {
        trajectory.erase();
    }
}
