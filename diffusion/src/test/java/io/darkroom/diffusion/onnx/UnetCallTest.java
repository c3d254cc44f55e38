package io.darkroom.diffusion.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.diffusion.model.ModelFolder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UnetCallTest {
    private static Unet unet;

    @BeforeAll
    static void open() {
        Path folder = Path.of(System.getProperty("basedir", "."), "..", "models", "shapes");
        ModelFolder model = ModelFolder.read(folder);
        unet = Unet.open(folder, model.unet(), model.tokens(), SessionSettings.onCpu(1));
    }

    @AfterAll
    static void close() {
        unet.close();
    }

    @Test
    void leavesNothingInItsBuffersWhenClosed() {
        UnetCall first = unet.call(1, 8, 8, 77);
        predict(first, 0.5f);
        first.close();

        try (UnetCall second = unet.call(1, 8, 8, 77)) {
            assertThat(second).isSameAs(first);
            assertThat(prediction(second)).containsOnly(0);
            second.run();
            float[] ofZeros = prediction(second);
            try (UnetCall fresh = unet.call(1, 8, 8, 77)) {
                fresh.run();
                assertThat(ofZeros).containsExactly(prediction(fresh));
            }
        }
    }

    @Test
    void callsUnderWayAtTheSameTimeHaveBuffersOfTheirOwn() {
        try (UnetCall one = unet.call(1, 8, 8, 77);
                UnetCall other = unet.call(1, 8, 8, 77)) {
            predict(one, 0.5f);
            float[] before = prediction(one);
            predict(other, -0.25f);

            assertThat(prediction(one)).containsExactly(before);
            assertThat(prediction(other)).isNotEqualTo(before);
        }
    }

    @Test
    void saysWhichFileFailedAndNotWhereItLies() {
        try (UnetCall call = unet.call(1, 9, 9, 77)) {
            assertThatExceptionOfType(OnnxException.class)
                    .isThrownBy(call::run)
                    .withMessageStartingWith("unet/model.onnx: ")
                    .withMessageNotContaining("shapes");
        }
    }

    private static void predict(UnetCall call, float value) {
        float[] sample = new float[4 * 8 * 8];
        float[] text = new float[77 * 128];
        Arrays.fill(sample, value);
        Arrays.fill(text, value);
        call.set(0, sample, 500, Conditioning.ofText(text));
        call.run();
    }

    private static float[] prediction(UnetCall call) {
        float[] prediction = new float[4 * 8 * 8];
        call.get(0, prediction);
        return prediction;
    }
}
