package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.darkroom.diffusion.scheduler.Schedulers;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StableDiffusionTest {
    @Test
    void describesTheDemoModel() {
        ModelDescription description = DemoModel.loaded().description();

        assertThat(description)
                .isEqualTo(new ModelDescription(
                        "shapes",
                        "sd1",
                        32,
                        128,
                        128,
                        64,
                        1024,
                        20,
                        5,
                        "ddim",
                        Schedulers.names(),
                        150,
                        Map.of("lcm", new StepRange(1, 50), "tcd", new StepRange(1, 50)),
                        EnumSet.allOf(Pipeline.class),
                        2));
    }

    @Test
    void drawsNothingOnceClosed() {
        StableDiffusion model = StableDiffusion.load(DemoModel.folder(), new EngineSettings(1));
        Picture picture = model.begin(DemoModel.request(1), 1).get(0);
        model.close();
        model.close();

        assertThatIllegalStateException().isThrownBy(() -> model.begin(DemoModel.request(1), 1));
        assertThatIllegalStateException().isThrownBy(() -> model.step(List.of(picture)));
        picture.close();
    }

    @Test
    void theNumberOfThreadsDoesNotChangeThePicture() {
        Raster usual = DemoModel.draw(DemoModel.request(3));
        try (StableDiffusion model = StableDiffusion.load(DemoModel.folder(), new EngineSettings(1))) {
            Picture picture = model.begin(DemoModel.request(3), 1).get(0);
            while (!picture.isFinished()) {
                model.step(List.of(picture));
            }

            Raster drawn = model.decode(picture);

            // Threads share out rows of a product, which may round differently; a byte may then fall to the other side.
            assertThat(DemoModel.greatestDifference(drawn, usual)).isLessThanOrEqualTo(1);
            picture.close();
        }
    }
}
