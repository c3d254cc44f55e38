package io.darkroom.diffusion.pipeline;

import java.util.Optional;

/** The layer normalisation behind a text encoder's last layer, so that it can stand behind an earlier one. Immutable. */
final class FinalNorm {
    /*
     * Ba, Kiros, Hinton, arXiv:1607.06450: y = (x - mean) / sqrt(variance + epsilon) * gain + bias, over one token's values.
     *
     * An exported graph has it, but gives its gain and bias under no name that exporters agree on. It does give the last
     * layer with and without, so both are fitted: a straight line for each column through one point for each token.
     */
    private static final double EPSILON = 1e-5;
    /** Of values of about 1; half precision is good for some thousandths. */
    private static final double TOLERANCE = 1e-2;

    private final double[] gain;
    private final double[] bias;

    private FinalNorm(double[] gain, double[] bias) {
        this.gain = gain;
        this.bias = bias;
    }

    /**
     * Finds the normalisation that turns one into the other; empty if there is none.
     *
     * @param before the last layer's output, [tokens, size] row-major
     * @param after the same, normalised
     */
    static Optional<FinalNorm> fit(float[] before, float[] after, int size) {
        double[] x = standardized(before, size);
        int tokens = before.length / size;
        double[] gain = new double[size];
        double[] bias = new double[size];
        for (int column = 0; column < size; column++) {
            double meanX = 0;
            double meanY = 0;
            for (int i = column; i < x.length; i += size) {
                meanX += x[i] / tokens;
                meanY += after[i] / tokens;
            }
            double variance = 0;
            double covariance = 0;
            for (int i = column; i < x.length; i += size) {
                variance += (x[i] - meanX) * (x[i] - meanX);
                covariance += (x[i] - meanX) * (after[i] - meanY);
            }
            gain[column] = variance == 0 ? 0 : covariance / variance;
            bias[column] = meanY - gain[column] * meanX;
        }
        FinalNorm norm = new FinalNorm(gain, bias);
        return norm.gives(before, after) ? Optional.of(norm) : Optional.empty();
    }

    /** Normalises in place: [tokens, size] row-major. */
    void apply(float[] states) {
        double[] x = standardized(states, gain.length);
        for (int i = 0; i < states.length; i++) {
            states[i] = (float) (x[i] * gain[i % gain.length] + bias[i % gain.length]);
        }
    }

    private boolean gives(float[] before, float[] after) {
        float[] states = before.clone();
        apply(states);
        for (int i = 0; i < states.length; i++) {
            if (!(Math.abs(states[i] - after[i]) <= TOLERANCE)) {
                return false;
            }
        }
        return true;
    }

    private static double[] standardized(float[] states, int size) {
        double[] x = new double[states.length];
        for (int token = 0; token < states.length; token += size) {
            double mean = 0;
            for (int i = token; i < token + size; i++) {
                mean += states[i] / (double) size;
            }
            double variance = 0;
            for (int i = token; i < token + size; i++) {
                variance += (states[i] - mean) * (states[i] - mean) / size;
            }
            for (int i = token; i < token + size; i++) {
                x[i] = (states[i] - mean) / Math.sqrt(variance + EPSILON);
            }
        }
        return x;
    }
}
