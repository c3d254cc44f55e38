package io.darkroom.diffusion.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.onnxruntime.OnnxJavaType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {
    @Test
    void keepsFloatsAsTheyAre() {
        assertThat(roundTrip(OnnxJavaType.FLOAT, 0.1f, -3e38f)).containsExactly(0.1f, -3e38f);
    }

    @Test
    void roundsHalfPrecisionToElevenBits() {
        assertThat(roundTrip(OnnxJavaType.FLOAT16, 801, -0.5f, 0.1f, 2049, 1e6f))
                .containsExactly(801, -0.5f, 0.099975586f, 2048, Float.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @EnumSource(names = {"INT32", "INT64"})
    void roundsTimestepsToWholeNumbersAndKeepsTokenIds(OnnxJavaType type) {
        assertThat(roundTrip(type, 801.4f, 801.6f, 49407)).containsExactly(801, 802, 49407);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "FLOAT16", "INT32", "INT64"})
    void holdsNothingOnceErased(OnnxJavaType type) {
        try (Tensor tensor = Tensor.zeros(type, 1, 3)) {
            tensor.set(0, 3, 4, 5);
            tensor.erase();

            float[] row = {1, 1, 1};
            tensor.getRow(0, row);
            assertThat(row).containsOnly(0);
        }
    }

    @Test
    void knowsNoOtherTypes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.zeros(OnnxJavaType.DOUBLE, 1));
    }

    private static float[] roundTrip(OnnxJavaType type, float... values) {
        try (Tensor tensor = Tensor.zeros(type, values.length)) {
            tensor.set(0, values);
            float[] read = new float[values.length];
            tensor.getRow(0, read);
            return read;
        }
    }
}
