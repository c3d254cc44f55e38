package io.darkroom.diffusion.random;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.diffusion.golden.Golden;
import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchCpuGeneratorTest {
    /** Absolute; torch's vectorised logarithm and cosine differ from Java's in the last bits. */
    private static final double TOLERANCE = 2e-6;

    @Test
    void drawsEveryRecordedTensorAsTorchDoes() {
        for (JsonNode tensor : Golden.read("noise.json")) {
            long seed = tensor.get("seed").longValue();
            float[] expected = Golden.tensor(tensor);

            float[] drawn = draw(new TorchCpuGenerator(seed), expected.length);

            Golden.assertWithin(TOLERANCE, drawn, expected, "seed " + seed + ", shape " + tensor.get("shape"));
        }
    }

    @Test
    void theRecordingHoldsTensors() {
        assertThat(Golden.read("noise.json")).isNotEmpty();
    }

    @Test
    void goesOnFromDrawToDrawAsTorchDoes() throws Exception {
        for (JsonNode sequence : draws().get("sequences")) {
            long seed = sequence.get("seed").longValue();
            TorchCpuGenerator generator = new TorchCpuGenerator(seed);

            int draw = 0;
            for (JsonNode tensor : sequence.get("draws")) {
                float[] expected = Golden.tensor(tensor);
                Golden.assertWithin(
                        TOLERANCE,
                        draw(generator, expected.length),
                        expected,
                        "seed " + seed + ", draw " + draw++ + " of " + expected.length + " values");
            }
        }
    }

    @Test
    void keepsTheSecondOfAPairForTheNextShortDrawEvenOverALongOne() {
        float[] inOne = draw(new TorchCpuGenerator(11), 2);
        TorchCpuGenerator generator = new TorchCpuGenerator(11);

        float[] first = draw(generator, 1);
        draw(generator, 16);
        float[] second = draw(generator, 1);

        assertThat(new float[] {first[0], second[0]}).containsExactly(inOne);
    }

    @Test
    void drawsTheSameForShortTensorsAtOnceOrOneByOne() {
        float[] atOnce = draw(new TorchCpuGenerator(3), 15);
        TorchCpuGenerator generator = new TorchCpuGenerator(3);

        float[] oneByOne = new float[15];
        for (int i = 0; i < 15; i++) {
            oneByOne[i] = draw(generator, 1)[0];
        }

        assertThat(oneByOne).containsExactly(atOnce);
    }

    @Test
    void drawsOtherwiseFromSixteenValuesOn() {
        float[] long16 = draw(new TorchCpuGenerator(3), 16);
        float[] short15 = draw(new TorchCpuGenerator(3), 15);

        assertThat(Arrays.copyOf(long16, 15)).isNotEqualTo(short15);
    }

    @Test
    void drawsTheLastSixteenAgainIfTheLengthIsNoMultiple() {
        float[] drawn33 = draw(new TorchCpuGenerator(8), 33);
        float[] drawn48 = draw(new TorchCpuGenerator(8), 48);

        assertThat(Arrays.copyOf(drawn33, 16)).containsExactly(Arrays.copyOf(drawn48, 16));
        assertThat(drawn33[17]).isNotEqualTo(drawn48[17]);
    }

    @Test
    void anEmptyDrawTakesNothing() {
        TorchCpuGenerator generator = new TorchCpuGenerator(5);
        draw(generator, 0);

        assertThat(draw(generator, 20)).containsExactly(draw(new TorchCpuGenerator(5), 20));
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 32, 1L << 63, -1L << 32})
    void usesTheLowHalfOfTheSeedOnly(long above) {
        assertThat(draw(new TorchCpuGenerator(7 + above), 20)).containsExactly(draw(new TorchCpuGenerator(7), 20));
    }

    @Test
    void drawsFiniteNormalNoise() {
        float[] drawn = draw(new TorchCpuGenerator(1), 1 << 20);

        double sum = 0;
        double squares = 0;
        for (float value : drawn) {
            sum += value;
            squares += (double) value * value;
        }
        assertThat(sum / drawn.length).isBetween(-0.005, 0.005);
        assertThat(squares / drawn.length).isBetween(0.99, 1.01);
    }

    private static float[] draw(NoiseSource source, int length) {
        float[] values = new float[length];
        source.fill(values);
        return values;
    }

    private static JsonNode draws() throws IOException {
        URL recording = TorchCpuGeneratorTest.class.getResource("/diffusers/draws.json");
        return new ObjectMapper().readTree(Objects.requireNonNull(recording));
    }
}
