package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.diffusion.random.TorchCpuGenerator;
import org.junit.jupiter.api.Test;

class FinalNormTest {
    private static final int SIZE = 4;

    private static final float[] GAIN = {1, 2, -0.5f, 0.1f};
    private static final float[] BIAS = {0, 0.25f, -1, 3};

    @Test
    void findsGainAndBias() {
        FinalNorm norm = FinalNorm.fit(states(1), normalized(states(1)), SIZE).orElseThrow();

        float[] other = states(2);
        norm.apply(other);

        assertThat(other).containsExactly(normalized(states(2)), within(1e-5f));
    }

    @Test
    void thereIsNoneBetweenUnrelatedStates() {
        assertThat(FinalNorm.fit(states(1), states(2), SIZE)).isEmpty();
    }

    private static float[] states(long seed) {
        float[] states = new float[77 * SIZE];
        new TorchCpuGenerator(seed).fill(states);
        return states;
    }

    private static float[] normalized(float[] states) {
        float[] after = new float[states.length];
        for (int token = 0; token < states.length; token += SIZE) {
            double mean = 0;
            double square = 0;
            for (int i = token; i < token + SIZE; i++) {
                mean += states[i] / (double) SIZE;
                square += states[i] * (double) states[i] / SIZE;
            }
            for (int i = 0; i < SIZE; i++) {
                double x = (states[token + i] - mean) / Math.sqrt(square - mean * mean + 1e-5);
                after[token + i] = (float) (x * GAIN[i] + BIAS[i]);
            }
        }
        return after;
    }
}
