package io.darkroom.diffusion.scheduler;

/**
 * The noise levels of a run for algorithms whose latent keeps unit variance: alpha x_0 + sigma epsilon with alpha² + sigma²
 * = 1. Level {@code i} is that of the latent before step {@code i}; one more follows, with which the run ends. Immutable.
 */
final class UnitLevels {
    private final float[] ratios;

    /** Levels at the given ratios of sigma to alpha. */
    UnitLevels(float[] ratios) {
        this.ratios = ratios;
    }

    /** Number of steps between the levels. */
    int steps() {
        return ratios.length - 1;
    }

    /** Weight of the signal. */
    float alpha(int i) {
        return 1 / RunTable.deviation(ratios[i]);
    }

    /** Weight of the noise. */
    float sigma(int i) {
        return ratios[i] * alpha(i);
    }

    /** Ratio of noise to signal. */
    float ratio(int i) {
        return ratios[i];
    }

    /** Half the logarithm of the signal-to-noise ratio; infinite where there is no noise. */
    float lambda(int i) {
        return (float) Math.log(alpha(i)) - (float) Math.log(sigma(i));
    }
}
