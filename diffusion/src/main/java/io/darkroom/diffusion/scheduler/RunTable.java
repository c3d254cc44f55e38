package io.darkroom.diffusion.scheduler;

import java.util.Arrays;

/**
 * What holds at each step of a run whatever the picture: the timestep fed, how much of signal and noise the latent is made
 * of, and what it is divided by to be fed. Immutable.
 */
final class RunTable {
    private final float[] timesteps;
    private final float[] signal;
    private final float[] noise;
    private final float[] divisors;
    private final float initialNoiseScale;
    private final int callsPerStep;

    private RunTable(
            float[] timesteps,
            float[] signal,
            float[] noise,
            float[] divisors,
            float initialNoiseScale,
            int callsPerStep) {
        this.timesteps = timesteps;
        this.signal = signal;
        this.noise = noise;
        this.divisors = divisors;
        this.initialNoiseScale = initialNoiseScale;
        this.callsPerStep = callsPerStep;
    }

    /** A run over trained timesteps whose latent keeps unit variance: sqrt(alphaBar) x_0 + sqrt(1 - alphaBar) epsilon. */
    static RunTable trained(int[] timesteps, NoiseSchedule schedule) {
        int size = timesteps.length;
        float[] fed = new float[size];
        float[] signal = new float[size];
        float[] noise = new float[size];
        for (int i = 0; i < size; i++) {
            fed[i] = timesteps[i];
            signal[i] = schedule.signal(timesteps[i]);
            noise[i] = schedule.noise(timesteps[i]);
        }
        return new RunTable(fed, signal, noise, filled(size, 1), 1, 1);
    }

    /** A run over noise levels whose latent keeps unit variance. */
    static RunTable unitVariance(float[] timesteps, UnitLevels levels) {
        int size = timesteps.length;
        float[] signal = new float[size];
        float[] noise = new float[size];
        for (int i = 0; i < size; i++) {
            signal[i] = levels.alpha(i);
            noise[i] = levels.sigma(i);
        }
        return new RunTable(timesteps, signal, noise, filled(size, 1), 1, 1);
    }

    /**
     * A run over noise levels whose latent is x_0 + sigma epsilon.
     *
     * @param sigmas of the latent at each step
     * @param fedSigmas by which it is brought to unit variance
     * @param initialNoiseScale the largest sigma, or with the signal's own variance
     * @param callsPerStep evaluations that a denoising step takes
     */
    static RunTable growing(
            float[] timesteps, float[] sigmas, float[] fedSigmas, float initialNoiseScale, int callsPerStep) {
        int size = timesteps.length;
        float[] divisors = new float[size];
        for (int i = 0; i < size; i++) {
            divisors[i] = deviation(fedSigmas[i]);
        }
        return new RunTable(timesteps, filled(size, 1), sigmas, divisors, initialNoiseScale, callsPerStep);
    }

    /**
     * The same with a further evaluation halfway each step but the last, at {@code middles}, each left from the latent of the
     * step's start, and started from at the level of its end.
     */
    static RunTable growingHalfway(
            SigmaTable levels, float[] middles, NoiseSchedule schedule, float initialNoiseScale) {
        int calls = 2 * levels.size() - 1;
        float[] logarithms = SigmaTable.logarithms(schedule);
        float[] timesteps = new float[calls];
        float[] sigmas = new float[calls];
        float[] fedSigmas = new float[calls];
        for (int call = 0; call < calls; call++) {
            int i = (call + 1) / 2;
            boolean halfway = call % 2 == 1;
            sigmas[call] = levels.sigmas()[i];
            fedSigmas[call] = halfway ? middles[i - 1] : sigmas[call];
            timesteps[call] =
                    halfway ? (float) SigmaTable.timestepOf(middles[i - 1], logarithms) : levels.timesteps()[i];
        }
        return growing(timesteps, sigmas, fedSigmas, initialNoiseScale, 2);
    }

    /** Standard deviation of a latent of unit signal at {@code sigma}. */
    static float deviation(float sigma) {
        return (float) Math.sqrt(sigma * sigma + 1);
    }

    private static float[] filled(int size, float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return values;
    }

    int size() {
        return timesteps.length;
    }

    float timestep(int i) {
        return timesteps[i];
    }

    float signal(int i) {
        return signal[i];
    }

    float noise(int i) {
        return noise[i];
    }

    float divisor(int i) {
        return divisors[i];
    }

    float initialNoiseScale() {
        return initialNoiseScale;
    }

    int callsPerStep() {
        return callsPerStep;
    }
}
