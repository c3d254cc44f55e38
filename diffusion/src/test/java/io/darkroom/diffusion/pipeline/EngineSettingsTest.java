package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.darkroom.diffusion.onnx.EngineException;
import io.darkroom.diffusion.onnx.ExecutionProvider;
import io.darkroom.diffusion.onnx.SessionSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineSettingsTest {
    @Test
    void runOnTheProcessorUnlessToldOtherwise() {
        assertThat(EngineSettings.defaults().sessions())
                .isEqualTo(new SessionSettings(0, true, false, ExecutionProvider.CPU, 0));
    }

    @ParameterizedTest
    @CsvSource({"1, false, false", "2, true, true", "2, false, true"})
    void neitherThreadsNorArenaNorSpinningChangeThePicture(int threads, boolean arena, boolean spinning) {
        Raster usual = DemoModel.draw(DemoModel.request(3));
        EngineSettings settings =
                new EngineSettings(new SessionSettings(threads, arena, spinning, ExecutionProvider.CPU, 0));
        try (StableDiffusion model = StableDiffusion.load(DemoModel.folder(), settings);
                Picture picture = model.begin(DemoModel.request(3), 1).get(0)) {
            while (!picture.isFinished()) {
                model.step(List.of(picture));
            }

            Raster drawn = model.decode(picture);

            // Threads share out rows of a product, which may round differently; a byte may then fall to the other side.
            assertThat(DemoModel.greatestDifference(drawn, usual)).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CUDA, com.microsoft.onnxruntime:onnxruntime_gpu instead of onnxruntime",
        "TENSORRT, com.microsoft.onnxruntime:onnxruntime_gpu instead of onnxruntime",
        "DIRECTML, a build of ONNX Runtime with DirectML"
    })
    void aProviderThatTheRuntimeLacksIsRefusedByWhatHasIt(ExecutionProvider provider, String remedy) {
        EngineSettings settings = new EngineSettings(new SessionSettings(0, true, false, provider, 0));

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> StableDiffusion.load(DemoModel.folder(), settings))
                .withMessageStartingWith("execution provider " + provider.label() + " is not in this ONNX Runtime ")
                .withMessageContaining("which has ")
                .withMessageContaining("cpu")
                .withMessageContaining(remedy);
    }

    @Test
    void devicesAreCountedFromZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionSettings(0, true, false, ExecutionProvider.CUDA, -1))
                .withMessageStartingWith("device must be at least 0");
    }
}
