package io.darkroom.diffusion.scheduler;

import java.util.function.DoubleUnaryOperator;

/** The timesteps of a run and the noise levels that it goes through: one per timestep, and the one it ends with. Immutable. */
final class SigmaTable {
    private static final double LEAST_SIGMA = 1e-10;

    private final float[] timesteps;
    private final float[] sigmas;

    private SigmaTable(float[] timesteps, float[] sigmas) {
        this.timesteps = timesteps;
        this.sigmas = sigmas;
    }

    /**
     * Sigmas at {@code timesteps} (fractions interpolated linearly), then {@code last}.
     *
     * @param timesteps each in 0..{@code trainSteps} - 1; taken over
     */
    static SigmaTable at(float[] timesteps, NoiseSchedule schedule, float last) {
        float[] trained = schedule.sigmas();
        float[] sigmas = new float[timesteps.length + 1];
        for (int i = 0; i < timesteps.length; i++) {
            sigmas[i] = (float) between(trained, timesteps[i]);
        }
        sigmas[timesteps.length] = last;
        return new SigmaTable(timesteps, sigmas);
    }

    /**
     * The given sigmas, then {@code last}; each timestep is where the schedule comes to its sigma, interpolated linearly in
     * its logarithm.
     *
     * @param fed what is made of a timestep before it is rounded to a float
     */
    static SigmaTable of(double[] sigmas, NoiseSchedule schedule, float last, DoubleUnaryOperator fed) {
        float[] logarithms = logarithms(schedule);
        float[] timesteps = new float[sigmas.length];
        float[] rounded = new float[sigmas.length + 1];
        for (int i = 0; i < sigmas.length; i++) {
            timesteps[i] = (float) fed.applyAsDouble(timestepOf(sigmas[i], logarithms));
            rounded[i] = (float) sigmas[i];
        }
        rounded[sigmas.length] = last;
        return new SigmaTable(timesteps, rounded);
    }

    /** The sigma that a run ends with: 0, or the smallest of the training schedule. */
    static float last(SchedulerConfig config, NoiseSchedule schedule) {
        return switch (config.text("final_sigmas_type", "zero")) {
            case "zero" -> 0;
            case "sigma_min" -> schedule.sigmas()[0];
            default -> throw config.unsupported("final_sigmas_type", "zero or sigma_min");
        };
    }

    /** Natural logarithm of the schedule's sigma at each timestep. */
    static float[] logarithms(NoiseSchedule schedule) {
        float[] logarithms = schedule.sigmas();
        for (int t = 0; t < logarithms.length; t++) {
            logarithms[t] = (float) Math.log(logarithms[t]);
        }
        return logarithms;
    }

    /** Where the schedule comes to {@code sigma}, 0..its last timestep. */
    static double timestepOf(double sigma, float[] logarithms) {
        double logarithm = Math.log(Math.max(sigma, LEAST_SIGMA));
        int below = 0;
        while (below < logarithms.length - 2 && logarithms[below + 1] <= logarithm) {
            below++;
        }
        double low = logarithms[below];
        double way = (low - logarithm) / (low - logarithms[below + 1]);
        double within = Math.max(0, Math.min(1, way));
        return (1 - within) * below + within * (below + 1);
    }

    /** The sigma halfway between two in their logarithm. */
    static float geometricMean(float one, float other) {
        float logarithm = (float) Math.log(one);
        float otherLogarithm = (float) Math.log(other);
        return (float) Math.exp(otherLogarithm - (otherLogarithm - logarithm) * 0.5f);
    }

    /** Number of timesteps. */
    int size() {
        return timesteps.length;
    }

    /** The timesteps, to be left as they are. */
    float[] timesteps() {
        return timesteps;
    }

    /** The sigmas, one more than the timesteps, to be left as they are. */
    float[] sigmas() {
        return sigmas;
    }

    private static double between(float[] values, double position) {
        int below = (int) position;
        int above = Math.min(below + 1, values.length - 1);
        return ((double) values[above] - values[below]) * (position - below) + values[below];
    }
}
