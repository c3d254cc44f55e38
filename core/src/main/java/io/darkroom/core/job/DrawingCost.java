package io.darkroom.core.job;

/**
 * What a job costs whoever draws it, in kilopixel-steps: steps of the U-Net, times pictures, times thousands of pixels. A
 * picture of 512 x 512 in 20 steps costs 5,243; of 1024 x 1024 in 30 steps 31,458. Rates, queues and speeds are counted in it,
 * so that a large job weighs what it is.
 */
public final class DrawingCost {
    private static final double PIXELS = 1000;

    private DrawingCost() {}

    /** The cost of all pictures of a job; at least 1. */
    public static long of(JobSpec spec) {
        double steps = (double) spec.stepsTaken() * unetCallsPerStep(spec.scheduler()) * spec.images();
        return Math.max(1, Math.round(steps * kilopixels(spec.width(), spec.height())));
    }

    /** Thousands of pixels of one picture. */
    public static double kilopixels(int width, int height) {
        return (double) width * height / PIXELS;
    }

    /** Algorithms of second order look twice at every step. */
    private static int unetCallsPerStep(String scheduler) {
        return scheduler.startsWith("heun") || scheduler.startsWith("dpm2") ? 2 : 1;
    }
}
