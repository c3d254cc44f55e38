package io.darkroom.diffusion.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.diffusion.model.ModelFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchingTest {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "..", "models", "shapes");

    private final Batching batching = new Batching(true);
    private final List<Integer> calls = new ArrayList<>();

    @Test
    void runsAllRowsInOneCall() {
        assertThat(batching.run(List.of(1, 2, 3), rows -> doubled(rows, 9))).containsExactly(2, 4, 6);
        assertThat(calls).containsExactly(3);
    }

    @Test
    void runsRowsOneByOneForAGraphThatTakesOne() {
        assertThat(new Batching(false).run(List.of(1, 2), rows -> doubled(rows, 1)))
                .containsExactly(2, 4);
        assertThat(calls).containsExactly(1, 1);
    }

    @Test
    void remembersThatAGraphTakesFewerRowsThanItSays() {
        assertThat(batching.run(List.of(1, 2), rows -> doubled(rows, 1))).containsExactly(2, 4);
        assertThat(batching.run(List.of(3, 4), rows -> doubled(rows, 1))).containsExactly(6, 8);
        assertThat(calls).containsExactly(2, 1, 1, 1, 1);
    }

    @Test
    void wantOfMemoryIsForTheCallerToHeed() {
        assertThatExceptionOfType(OnnxException.class)
                .isThrownBy(() -> batching.run(List.of(1, 2), rows -> {
                    throw new OnnxException("unet/model.onnx", new IllegalStateException("std::bad_alloc"));
                }));
        assertThat(batching.run(List.of(1, 2), rows -> doubled(rows, 2))).containsExactly(2, 4);
    }

    @ParameterizedTest
    @CsvSource({
        "true, Failed to allocate memory for requested buffer of size 1024",
        "true, std::bad_alloc",
        "true, CUDA failure 2: out of memory ; GPU=0",
        "true, CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED",
        "false, Non-zero status code returned while running Concat node"
    })
    void tellsWantOfMemoryFromOtherFailures(boolean memory, String message) {
        assertThat(new OnnxException("unet/model.onnx", new IllegalStateException(message)).isOutOfMemory())
                .isEqualTo(memory);
    }

    @Test
    void aCallOfFewerRowsThanItsBuffersHoldGivesWhatItGivesAlone() {
        ModelFolder model = ModelFolder.read(FOLDER);
        try (Unet unet = Unet.open(FOLDER, model.unet(), model.tokens(), SessionSettings.onCpu(1))) {
            float[] alone = predict(unet, 1);
            unet.call(5, 8, 8, model.tokens()).close();

            assertThat(predict(unet, 1)).containsExactly(alone);
            assertThat(predict(unet, 3)).containsExactly(alone);
        }
    }

    /** The last row's prediction for zeros at timestep 500. */
    private static float[] predict(Unet unet, int rows) {
        try (UnetCall call = unet.call(rows, 8, 8, 77)) {
            for (int row = 0; row < rows; row++) {
                call.set(row, new float[4 * 8 * 8], 500, Conditioning.ofText(new float[77 * 128]));
            }
            call.run();
            float[] prediction = new float[4 * 8 * 8];
            call.get(rows - 1, prediction);
            return prediction;
        }
    }

    private List<Integer> doubled(List<Integer> rows, int most) {
        calls.add(rows.size());
        if (rows.size() > most) {
            throw new OnnxException("vae_decoder/model.onnx", new IllegalStateException("invalid dimensions"));
        }
        return rows.stream().map(row -> 2 * row).toList();
    }
}
