package io.darkroom.diffusion.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TorchCudaGeneratorTest {
    /** What AUTOMATIC1111 publishes for seed 0 and shape (3, 4), in its imitation of the GPU's generator. */
    private static final float[] SEED_0 = {
        -0.924663f,
        -0.425344f,
        -2.643846f,
        0.145184f,
        -0.120866f,
        -0.579726f,
        -0.622851f,
        -0.328387f,
        -1.074542f,
        -0.363144f,
        -1.671051f,
        2.265505f
    };

    @Test
    void drawsWhatTorchDrawsOnAGpu() {
        assertThat(draw(Rng.CUDA.generator(0), 12)).containsExactly(SEED_0, within(2e-6f));
    }

    @Test
    void aShorterDrawIsTheBeginningOfALongerOne() {
        assertThat(draw(new TorchCudaGenerator(5), 100)).startsWith(draw(new TorchCudaGenerator(5), 7));
    }

    @Test
    void everyDrawIsAnother() {
        TorchCudaGenerator generator = new TorchCudaGenerator(0);

        assertThat(draw(generator, 12)).isNotEqualTo(draw(generator, 12));
    }

    @Test
    void allBitsOfTheSeedCount() {
        assertThat(draw(new TorchCudaGenerator(1L << 32), 12)).isNotEqualTo(draw(new TorchCudaGenerator(0), 12));
    }

    @Test
    void isNormal() {
        float[] values = draw(new TorchCudaGenerator(42), 100_000);
        double mean = 0;
        double square = 0;
        for (float value : values) {
            mean += value / values.length;
            square += value * (double) value / values.length;
        }

        assertThat(mean).isCloseTo(0, within(0.02));
        assertThat(square).isCloseTo(1, within(0.02));
    }

    private static float[] draw(NoiseSource generator, int length) {
        float[] values = new float[length];
        generator.fill(values);
        return values;
    }
}
