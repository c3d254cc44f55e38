package io.darkroom.diffusion.scheduler;

/**
 * How much noise a checkpoint was trained with at each timestep, as the cumulative products of (1 - beta). Immutable.
 */
final class NoiseSchedule {
    /*
     * Rounded as diffusers' tensors are: betas and their products in float, the product accumulated in double as
     * torch.cumprod does on the CPU. The largest sigma (157 for a linear schedule) moves in the fourth digit otherwise.
     */
    private final float[] alphaBar;

    private NoiseSchedule(float[] alphaBar) {
        this.alphaBar = alphaBar;
    }

    /** The schedule of {@code config}; with {@code rescale_betas_zero_snr} the last timestep is pure noise, alphaBar 0. */
    static NoiseSchedule of(SchedulerConfig config) {
        float[] alphaBar = cumulativeProduct(Betas.of(config));
        if (config.flag("rescale_betas_zero_snr", false)) {
            alphaBar = withoutTerminalSignal(alphaBar);
        }
        return new NoiseSchedule(alphaBar);
    }

    /** The schedule of {@code config} for algorithms to which {@code rescale_betas_zero_snr} means nothing. */
    static NoiseSchedule withoutRescaling(SchedulerConfig config) {
        return new NoiseSchedule(cumulativeProduct(Betas.of(config)));
    }

    /** The schedule of {@code config} for algorithms that count in sigmas: none is infinite. */
    static NoiseSchedule withFiniteSigmas(SchedulerConfig config) {
        NoiseSchedule schedule = of(config);
        if (config.flag("rescale_betas_zero_snr", false)) {
            schedule.alphaBar[schedule.trainSteps() - 1] = 0x1p-24f; // diffusers' choice: half precision's smallest
        }
        return schedule;
    }

    /** Number of training timesteps, 1000 for every Stable Diffusion checkpoint. */
    int trainSteps() {
        return alphaBar.length;
    }

    /** Share of the signal's variance left at timestep {@code t}, 0..{@link #trainSteps} - 1. */
    float alphaBar(int t) {
        return alphaBar[t];
    }

    /** Weight of the signal at timestep {@code t}: sqrt(alphaBar). */
    float signal(int t) {
        return (float) Math.sqrt(alphaBar[t]);
    }

    /** Weight of the noise at timestep {@code t}: sqrt(1 - alphaBar). */
    float noise(int t) {
        return (float) Math.sqrt(1 - alphaBar[t]);
    }

    /** Ratio of noise to signal (standard deviations) at each timestep: sqrt((1 - alphaBar) / alphaBar). */
    float[] sigmas() {
        float[] sigmas = new float[alphaBar.length];
        for (int t = 0; t < sigmas.length; t++) {
            sigmas[t] = (float) Math.sqrt((1 - alphaBar[t]) / alphaBar[t]);
        }
        return sigmas;
    }

    /**
     * One more than the noisiest timestep whose lambda, half the logarithm of the signal-to-noise ratio, is not below {@code
     * lambda_min_clipped}.
     */
    int endAbove(SchedulerConfig config) {
        float least = (float) config.number("lambda_min_clipped", Double.NEGATIVE_INFINITY);
        int end = trainSteps();
        while (end > 0 && (float) Math.log(signal(end - 1)) - (float) Math.log(noise(end - 1)) < least) {
            end--;
        }
        if (end == 0) {
            throw config.unsupported("lambda_min_clipped", "below the largest lambda of the schedule");
        }
        return end;
    }

    /** Throws unless {@code steps} is 1..{@code max}. */
    static void requireSteps(int steps, int max) {
        if (steps < 1 || steps > max) {
            throw new IllegalArgumentException("steps must be 1.." + max + ", was " + steps);
        }
    }

    private static float[] cumulativeProduct(float[] betas) {
        float[] products = new float[betas.length];
        double product = 1;
        for (int t = 0; t < betas.length; t++) {
            product *= 1 - betas[t];
            products[t] = (float) product;
        }
        return products;
    }

    /**
     * Moves the square roots so that the last is 0 and the first stays.
     *
     * <p>Lin, Liu, Li, Yang, "Common Diffusion Noise Schedules and Sample Steps are Flawed", arXiv:2305.08891, algorithm 1.
     */
    private static float[] withoutTerminalSignal(float[] alphaBar) {
        int last = alphaBar.length - 1;
        float[] root = new float[alphaBar.length];
        for (int t = 0; t <= last; t++) {
            root[t] = (float) Math.sqrt(alphaBar[t]);
        }
        float rootLast = root[last];
        float scale = root[0] / (root[0] - rootLast);
        for (int t = 0; t <= last; t++) {
            root[t] = (root[t] - rootLast) * scale;
        }
        float[] betas = new float[alphaBar.length];
        betas[0] = 1 - root[0] * root[0];
        for (int t = 1; t <= last; t++) {
            betas[t] = 1 - (root[t] * root[t]) / (root[t - 1] * root[t - 1]);
        }
        return cumulativeProduct(betas);
    }
}
