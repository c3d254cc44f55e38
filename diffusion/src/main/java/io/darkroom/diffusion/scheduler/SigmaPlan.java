package io.darkroom.diffusion.scheduler;

import java.util.function.DoubleUnaryOperator;

/**
 * How a configuration lays out the timesteps and noise levels of a run, for algorithms that count in sigmas.
 *
 * @param schedule the noise levels of the training
 * @param spacing of the timesteps
 * @param stepsOffset of the timesteps, where the spacing has one
 * @param spread of the levels between the largest and the smallest
 * @param last sigma with which a run ends
 * @param stays whether a run with a spread ends with the smallest level once more instead, unless with 0
 * @param smallest sigma of a spread; NaN where the timesteps decide
 * @param largest sigma of a spread; NaN where the timesteps decide
 */
record SigmaPlan(
        NoiseSchedule schedule,
        TimestepSpacing spacing,
        int stepsOffset,
        SigmaSpread spread,
        float last,
        boolean stays,
        double smallest,
        double largest) {

    /** Levels of {@code schedule} as {@code config} spaces and spreads them, then {@code last}. */
    static SigmaPlan of(SchedulerConfig config, NoiseSchedule schedule, float last) {
        return new SigmaPlan(
                schedule,
                TimestepSpacing.of(config, "linspace"),
                TimestepSpacing.offset(config),
                SigmaSpread.of(config),
                last,
                false,
                Double.NaN,
                Double.NaN);
    }

    /** The same for algorithms that space evenly, whatever {@code config} says of spacing and offset. */
    static SigmaPlan even(SchedulerConfig config, NoiseSchedule schedule, float last) {
        return new SigmaPlan(
                schedule, TimestepSpacing.LINSPACE, 0, SigmaSpread.of(config), last, false, Double.NaN, Double.NaN);
    }

    /** The same for algorithms that know no spread, whatever {@code config} says of it, and end without noise. */
    static SigmaPlan byTimestep(SchedulerConfig config, NoiseSchedule schedule) {
        return new SigmaPlan(
                schedule,
                TimestepSpacing.of(config, "linspace"),
                TimestepSpacing.offset(config),
                SigmaSpread.BY_TIMESTEP,
                0,
                false,
                Double.NaN,
                Double.NaN);
    }

    /** This plan, but a spread stays within {@code sigma_min} and {@code sigma_max} where {@code config} has them. */
    SigmaPlan limited(SchedulerConfig config) {
        return new SigmaPlan(
                schedule,
                spacing,
                stepsOffset,
                spread,
                last,
                stays,
                limit(config, "sigma_min"),
                limit(config, "sigma_max"));
    }

    /** This plan, but a run with a spread that does not end without noise ends with its smallest level once more. */
    SigmaPlan staying() {
        return new SigmaPlan(schedule, spacing, stepsOffset, spread, last, true, smallest, largest);
    }

    private static double limit(SchedulerConfig config, String key) {
        double limit = config.number(key, Double.NaN);
        if (limit <= 0) {
            throw config.unsupported(key, "above 0");
        }
        return limit;
    }

    /** {@code steps} levels whose timesteps need not be whole; a spread goes from the first of those spaced to the last. */
    SigmaTable fractional(int steps) {
        return fractional(steps, DoubleUnaryOperator.identity());
    }

    /** The same, but Karras' levels are fed the nearest whole timesteps. */
    SigmaTable fractionalRoundingKarras(int steps) {
        return fractional(steps, spread == SigmaSpread.KARRAS ? Math::rint : DoubleUnaryOperator.identity());
    }

    private SigmaTable fractional(int steps, DoubleUnaryOperator fed) {
        NoiseSchedule.requireSteps(steps, schedule.trainSteps());
        SigmaTable spaced =
                SigmaTable.at(spacing.fractional(schedule.trainSteps(), steps, stepsOffset), schedule, last);
        if (spread == SigmaSpread.BY_TIMESTEP) {
            return spaced;
        }
        return spread(steps, spaced.sigmas()[0], spaced.sigmas()[steps - 1], fed);
    }

    /**
     * {@code steps} levels at whole timesteps, where the step after the last would be the clean picture; a spread goes
     * through the whole schedule.
     *
     * @param end one more than the noisiest timestep allowed, unless there is a spread
     * @param roundsKarras whether Karras' levels are fed the nearest timesteps; those of others are cut off
     */
    SigmaTable whole(int steps, int end, boolean roundsKarras) {
        if (spread != SigmaSpread.BY_TIMESTEP) {
            NoiseSchedule.requireSteps(steps, schedule.trainSteps());
            float[] trained = schedule.sigmas();
            DoubleUnaryOperator fed = roundsKarras && spread == SigmaSpread.KARRAS ? Math::rint : Math::floor;
            return spread(steps, trained[trained.length - 1], trained[0], fed);
        }
        // One timestep more than the steps is spaced out, and two at one place would make a step of no length.
        NoiseSchedule.requireSteps(steps, Math.max(1, spacing == TimestepSpacing.TRAILING ? end : end - 1));
        int[] timesteps = spacing.beforeClean(schedule.trainSteps(), end, steps, stepsOffset);
        float[] fed = new float[timesteps.length];
        for (int i = 0; i < fed.length; i++) {
            fed[i] = timesteps[i];
        }
        return SigmaTable.at(fed, schedule, last);
    }

    /**
     * Standard deviation of the noise that a run starts from whose latent is x_0 + sigma epsilon. Leading spacing starts
     * below the largest sigma, where the signal's own variance still counts.
     */
    float initialNoiseScale(float largestSigma) {
        return spacing == TimestepSpacing.LEADING ? RunTable.deviation(largestSigma) : largestSigma;
    }

    private SigmaTable spread(int steps, double spacedLargest, double spacedSmallest, DoubleUnaryOperator fed) {
        double from = Double.isNaN(largest) ? spacedLargest : largest;
        double to = Double.isNaN(smallest) ? spacedSmallest : smallest;
        double[] sigmas = spread.between(from, to, steps);
        float end = stays && last > 0 ? (float) sigmas[steps - 1] : last;
        return SigmaTable.of(sigmas, schedule, end, fed);
    }
}
