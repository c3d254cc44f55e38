package io.darkroom.diffusion.scheduler;

import java.util.Arrays;

/**
 * Which of the training timesteps a run visits.
 *
 * <p>Table 2 of Lin et al., arXiv:2305.08891. All lists are descending; the arithmetic is NumPy's (halves round to even).
 *
 * <p>Each list has as many timesteps as asked for. diffusers gives one more, -1, for 62 of the counts up to 1000 when
 * trailing (61 is the least), where {@code np.arange} passes its end by a rounding error.
 */
enum TimestepSpacing {
    /** Evenly from the last timestep to the first, both included. */
    LINSPACE,
    /** Multiples of a whole stride counted up from {@code steps_offset}; the noisiest timesteps are left out. */
    LEADING,
    /** Counted down from the last timestep by a stride that need not be whole; the cleanest are left out. */
    TRAILING;

    static TimestepSpacing of(SchedulerConfig config, String otherwise) {
        return switch (config.text("timestep_spacing", otherwise)) {
            case "linspace" -> LINSPACE;
            case "leading" -> LEADING;
            case "trailing" -> TRAILING;
            default -> throw config.unsupported("timestep_spacing", "linspace, leading or trailing");
        };
    }

    static int offset(SchedulerConfig config) {
        return config.integer("steps_offset", 0, 0, Betas.trainSteps(config) - 1);
    }

    /**
     * {@code steps} timesteps; {@link #LINSPACE} is not rounded.
     *
     * @throws IllegalArgumentException if {@code offset} moves the first past the last trained one
     */
    float[] fractional(int trainSteps, int steps, int offset) {
        float[] timesteps = new float[steps];
        for (int i = 0; i < steps; i++) {
            timesteps[i] = switch (this) {
                case LINSPACE -> (float) linspace(trainSteps - 1, steps, steps - 1 - i);
                case LEADING -> (steps - 1 - i) * (trainSteps / steps) + offset;
                case TRAILING -> (float) Math.rint(countedDown(trainSteps, trainSteps, steps, i)) - 1;
            };
        }
        requireTrained(timesteps[0], trainSteps, steps, offset);
        return timesteps;
    }

    /**
     * {@code steps} whole timesteps.
     *
     * @throws IllegalArgumentException if {@code offset} moves the first past the last trained one
     */
    int[] whole(int trainSteps, int steps, int offset) {
        int[] timesteps = new int[steps];
        for (int i = 0; i < steps; i++) {
            timesteps[i] = switch (this) {
                case LINSPACE -> (int) Math.rint(linspace(trainSteps - 1, steps, steps - 1 - i));
                case LEADING -> (steps - 1 - i) * (trainSteps / steps) + offset;
                case TRAILING -> (int) Math.rint(countedDown(trainSteps, trainSteps, steps, i)) - 1;
            };
        }
        requireTrained(timesteps[0], trainSteps, steps, offset);
        return timesteps;
    }

    /**
     * {@code steps} whole timesteps below {@code end}, spaced so that a further one would be the clean picture: what the
     * DPM-Solver family visits. {@link #TRAILING} has fewer where {@code end} leaves no room for them all.
     *
     * @param end one more than the noisiest timestep allowed, at most {@code trainSteps}
     * @throws IllegalArgumentException if {@code offset} moves the first past the last trained one
     */
    int[] beforeClean(int trainSteps, int end, int steps, int offset) {
        int[] timesteps = new int[steps];
        for (int i = 0; i < steps; i++) {
            timesteps[i] = switch (this) {
                case LINSPACE -> (int) Math.rint(linspace(end - 1, steps + 1, steps - i));
                case LEADING -> (steps - i) * (end / (steps + 1)) + offset;
                case TRAILING -> (int) Math.rint(countedDown(end, trainSteps, steps, i)) - 1;
            };
        }
        requireTrained(timesteps[0], trainSteps, steps, offset);
        return Arrays.stream(timesteps).filter(t -> t >= 0).toArray();
    }

    private static void requireTrained(float first, int trainSteps, int steps, int offset) {
        if (first >= trainSteps) {
            throw new IllegalArgumentException("steps must be fewer than " + steps + " with steps_offset " + offset
                    + ": the first timestep would be " + (int) first + " of " + trainSteps);
        }
    }

    /** Value {@code i} of {@code np.linspace(0, last, count)}. */
    private static double linspace(int last, int count, int i) {
        if (count == 1) {
            return 0;
        }
        return i == count - 1 ? last : i * ((double) last / (count - 1));
    }

    /** Value {@code i} of {@code np.arange(from, 0, -trainSteps / steps)}, whose stride is itself a rounded difference. */
    private static double countedDown(int from, int trainSteps, int steps, int i) {
        double stride = (from - (double) trainSteps / steps) - from;
        return from + i * stride;
    }
}
