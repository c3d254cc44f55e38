package io.darkroom.diffusion.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenModelsTest {
    @TempDir
    Path folder;

    @Test
    void findsTheProjectsOwn() {
        assertThat(GoldenModels.folder("shapes").resolve("model_index.json")).exists();
        assertThat(GoldenModels.folder("sdxl").resolve("model_index.json")).exists();
    }

    @Test
    void prefersThePlaceNamedFirst() throws IOException {
        Path first = Files.createDirectories(folder.resolve("first/sdxl"));
        Files.createDirectories(folder.resolve("second/sdxl"));

        assertThat(GoldenModels.folder("sdxl", List.of(folder.resolve("first"), folder.resolve("second"))))
                .isEqualTo(first);
    }

    @Test
    void failsForARecordingWhoseModelIsNotThere() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> GoldenModels.folder("mine", List.of(folder)))
                .withMessage("no model \"mine\" in [" + folder + "]; name its folder with -Ddarkroom.models");
    }
}
