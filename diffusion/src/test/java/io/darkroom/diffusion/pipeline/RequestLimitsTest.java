package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLimitsTest {
    private final StableDiffusion model = DemoModel.loaded();

    @ParameterizedTest
    @CsvSource({
        "32, width must be 64..1024, not 32",
        "1056, width must be 64..1024, not 1056",
        "-64, width must be 64..1024, not -64",
        "72, width must be a multiple of 32, not 72"
    })
    void refusesAWidth(int width, String message1, String message2) {
        PictureRequest request = DemoModel.request("a red circle", width, 64, 2, 5, "ddim", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.begin(request, 1))
                .withMessage(message1 + ", " + message2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65, 136, 1025, Integer.MAX_VALUE})
    void refusesAHeight(int height) {
        PictureRequest request = DemoModel.request("a red circle", 64, height, 2, 5, "ddim", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.begin(request, 1))
                .withMessageStartingWith("height must be ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 151})
    void refusesANumberOfSteps(int steps) {
        PictureRequest request = DemoModel.request("a red circle", 64, 64, steps, 5, "ddim", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.begin(request, 1))
                .withMessage("steps must be 1..150, not " + steps);
    }

    @ParameterizedTest
    @ValueSource(floats = {-1, 101, Float.NaN, Float.POSITIVE_INFINITY})
    void refusesAGuidanceScale(float guidanceScale) {
        PictureRequest request = DemoModel.request("a red circle", 64, 64, 2, guidanceScale, "ddim", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.begin(request, 1))
                .withMessageStartingWith("guidanceScale must be 0..100");
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.1f, 1.1f, Float.NaN})
    void refusesAGuidanceRescale(float share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.begin(DemoModel.request(1).withGuidanceRescale(share), 1))
                .withMessage("guidanceRescale must be 0..1, not " + share);
    }

    @Test
    void refusesASchedulerWithoutRepeatingIt() {
        PictureRequest request = DemoModel.request("a red circle", 64, 64, 2, 5, "canary", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.begin(request, 1))
                .withMessageStartingWith("scheduler must be one of [ddim, ")
                .withMessageNotContaining("canary");
    }

    @Test
    void refusesNoImages() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.begin(DemoModel.request(1), 0))
                .withMessageStartingWith("images must be 1..");
    }

    @Test
    void everyLimitItselfCanBeDrawn() {
        ModelDescription limits = model.description();
        PictureRequest request = DemoModel.request(
                "a red circle", limits.minSide(), limits.minSide() + limits.sizeFactor(), 1, 0, "ddim", -1);

        Raster drawn = DemoModel.draw(request);

        assertThat(drawn.width()).isEqualTo(64);
        assertThat(drawn.height()).isEqualTo(96);
    }

    @Test
    void refusesNegativeThreads() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EngineSettings(-1))
                .withMessageStartingWith("intraOpThreads must be at least 0");
    }
}
