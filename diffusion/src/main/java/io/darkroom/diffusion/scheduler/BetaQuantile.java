package io.darkroom.diffusion.scheduler;

/** Quantiles of the symmetric beta distribution with both parameters 0.6. */
final class BetaQuantile {
    /*
     * Abramowitz, Stegun, "Handbook of Mathematical Functions", 6.6.8: the incomplete beta function as a hypergeometric
     * series, which halves its terms at least each time for x <= 1/2. Half of the distribution lies there, so that no gamma
     * function is needed to norm it; the other half follows by symmetry.
     */
    private static final double PARAMETER = 0.6;
    private static final int TERMS = 60;
    private static final double UP_TO_HALF = incomplete(0.5);

    private BetaQuantile() {}

    /** The value that a share of {@code probability}, 0..1, lies below. */
    static double of(double probability) {
        if (probability > 0.5) {
            return 1 - of(1 - probability);
        }
        double wanted = probability * 2 * UP_TO_HALF;
        double low = 0;
        double high = 0.5;
        while (true) {
            double middle = (low + high) / 2;
            if (middle == low || middle == high) {
                return middle;
            }
            if (incomplete(middle) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    private static double incomplete(double x) {
        double factor = 1;
        double sum = 0;
        for (int n = 0; n < TERMS; n++) {
            sum += factor / (PARAMETER + n);
            factor *= (n + 1 - PARAMETER) / (n + 1) * x;
        }
        return Math.pow(x, PARAMETER) * sum;
    }
}
