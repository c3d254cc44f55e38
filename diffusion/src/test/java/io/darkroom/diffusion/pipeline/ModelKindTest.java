package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.model.ModelFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelKindTest {
    private static final String SCHEDULER = "scheduler/scheduler_config.json";

    @TempDir
    Path parent;

    @ParameterizedTest
    @CsvSource({"shapes, SD1", "sd1-half, SD1", "sd1-inpaint, SD1", "sdxl, SDXL", "lcm, LCM"})
    void isReadFromTheFolder(String model, ModelKind kind) {
        assertThat(ModelKind.of(ModelFolder.read(TestModels.folder(model)))).isEqualTo(kind);
    }

    @Test
    void anOpenClipEncoderMakesItSd2() {
        FolderCopy copy = new FolderCopy(parent).set("text_encoder/config.json", "hidden_act", "\"gelu\"");

        assertThat(ModelKind.of(ModelFolder.read(copy.folder())).label()).isEqualTo("sd2");
    }

    @Test
    void whatStartsAtTheLastTrainingStepIsDistilled() {
        FolderCopy copy =
                new FolderCopy(parent, TestModels.folder("sdxl")).set(SCHEDULER, "timestep_spacing", "\"trailing\"");

        ModelKind kind = ModelKind.of(ModelFolder.read(copy.folder()));

        assertThat(kind.label()).isEqualTo("sdxl-turbo");
        assertThat(kind.defaultSteps()).isEqualTo(4);
        assertThat(kind.defaultGuidanceScale()).isZero();
    }

    @Test
    void oneThatPredictsVelocityIsNot() {
        FolderCopy copy = new FolderCopy(parent, TestModels.folder("sdxl"))
                .set(SCHEDULER, "timestep_spacing", "\"trailing\"")
                .set(SCHEDULER, "prediction_type", "\"v_prediction\"");

        assertThat(ModelKind.of(ModelFolder.read(copy.folder()))).isEqualTo(ModelKind.SDXL);
    }
}
