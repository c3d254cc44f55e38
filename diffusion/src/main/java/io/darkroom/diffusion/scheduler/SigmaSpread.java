package io.darkroom.diffusion.scheduler;

/** How the noise levels of a run lie between its largest and its smallest. */
enum SigmaSpread {
    /** At the timesteps that the spacing gives. */
    BY_TIMESTEP(""),
    /** Evenly in sigma to the power of 1/7; Karras et al., arXiv:2206.00364, eq. 5. */
    KARRAS("use_karras_sigmas"),
    /** Evenly in the logarithm of sigma. */
    EXPONENTIAL("use_exponential_sigmas"),
    /** At quantiles of the beta distribution (0.6, 0.6); Lee et al., arXiv:2407.12173. */
    BETA("use_beta_sigmas");

    private static final double RHO = 7;

    private final String key;

    SigmaSpread(String key) {
        this.key = key;
    }

    /** What {@code config} says, of which at most one may be on. */
    static SigmaSpread of(SchedulerConfig config) {
        SigmaSpread found = BY_TIMESTEP;
        for (SigmaSpread spread : new SigmaSpread[] {KARRAS, EXPONENTIAL, BETA}) {
            if (config.flag(spread.key, false)) {
                if (found != BY_TIMESTEP) {
                    throw config.unsupported(spread.key, "false with " + found.key);
                }
                found = spread;
            }
        }
        return found;
    }

    /** {@code steps} sigmas, from {@code largest} down to {@code smallest}; not for {@link #BY_TIMESTEP}. */
    double[] between(double largest, double smallest, int steps) {
        double[] sigmas = new double[steps];
        for (int i = 0; i < steps; i++) {
            double way = steps == 1 ? 0 : (double) i / (steps - 1);
            sigmas[i] = switch (this) {
                case BY_TIMESTEP -> throw new IllegalStateException("timesteps decide");
                case KARRAS -> {
                    double root = Math.pow(largest, 1 / RHO);
                    yield Math.pow(root + way * (Math.pow(smallest, 1 / RHO) - root), RHO);
                }
                case EXPONENTIAL -> Math.exp(Math.log(largest) + way * (Math.log(smallest) - Math.log(largest)));
                case BETA -> smallest + BetaQuantile.of(1 - way) * (largest - smallest);
            };
        }
        return sigmas;
    }
}
