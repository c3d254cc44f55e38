package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PictureTest {
    private final StableDiffusion model = DemoModel.loaded();

    @Test
    void countsItsSteps() {
        try (Picture picture = DemoModel.begin(DemoModel.request(1))) {
            model.step(List.of(picture));

            assertThat(picture.step()).isEqualTo(1);
            assertThat(picture.steps()).isEqualTo(3);
            assertThat(picture.isFinished()).isFalse();
        }
    }

    @Test
    void isFinishedAfterOneStepIfOneWasAskedFor() {
        for (String scheduler : model.description().schedulers()) {
            PictureRequest request = DemoModel.request("a red circle", 64, 64, 1, 5, scheduler, 1);

            try (Picture picture = DemoModel.begin(request)) {
                model.step(List.of(picture));

                assertThat(picture.isFinished()).isTrue();
                assertThat(picture.latent()).doesNotContain(Float.NaN);
            }
        }
    }

    @Test
    void cannotBeSteppedOnceFinished() {
        try (Picture picture = DemoModel.begin(DemoModel.request(1))) {
            DemoModel.finish(List.of(picture));

            assertThatIllegalStateException().isThrownBy(() -> model.step(List.of(picture)));
        }
    }

    @Test
    void cannotBeSteppedOrDecodedOnceClosed() {
        Picture picture = DemoModel.begin(DemoModel.request(1));
        picture.close();

        assertThatIllegalStateException().isThrownBy(() -> model.step(List.of(picture)));
        assertThatIllegalStateException().isThrownBy(() -> model.decode(picture));
    }

    @Test
    void cannotBeDecodedBeforeItIsFinished() {
        try (Picture picture = DemoModel.begin(DemoModel.request(1))) {
            assertThatIllegalStateException().isThrownBy(() -> model.decode(picture));
        }
    }

    @Test
    void closingOverwritesTheLatentAndLeavesItsSiblingsAlone() {
        List<Picture> pictures = model.begin(DemoModel.request(7), 2);
        pictures.get(0).close();

        DemoModel.finish(pictures.subList(1, 2));

        assertThat(pictures.get(0).latent()).containsOnly(0);
        assertThat(pictures.get(1).latent()).containsExactly(DemoModel.latent(DemoModel.request(8)));
        pictures.get(1).close();
    }

    @Test
    void onlyPicturesOfOneSizeShareAStep() {
        Picture small = DemoModel.begin(DemoModel.request("a red circle", 64, 64, 2, 5, "ddim", 1));
        Picture wide = DemoModel.begin(DemoModel.request("a red circle", 96, 64, 2, 5, "ddim", 1));

        assertThatIllegalArgumentException().isThrownBy(() -> model.step(List.of(small, wide)));
        assertThat(small.step()).isZero();
    }

    @Test
    void cannotBeSteppedTwiceInOneCall() {
        Picture picture = DemoModel.begin(DemoModel.request(1));

        assertThatIllegalArgumentException().isThrownBy(() -> model.step(List.of(picture, picture)));
        assertThat(picture.step()).isZero();
    }

    @Test
    void aStepNeedsAPicture() {
        assertThatIllegalArgumentException().isThrownBy(() -> model.step(List.of()));
    }

    @Test
    void withoutGuidanceTheNegativePromptPlaysNoPart() {
        PictureRequest one = new PictureRequest("a red circle", "green", 64, 64, 2, 1, "ddim", 5);
        PictureRequest other = new PictureRequest("a red circle", "a blue star", 64, 64, 2, 0, "ddim", 5);

        float[] latent = DemoModel.latent(one);

        assertThat(latent).containsExactly(DemoModel.latent(other));
    }

    @Test
    void withGuidanceTheNegativePromptPlaysAPart() {
        PictureRequest one = new PictureRequest("a red circle", "green", 64, 64, 2, 2, "ddim", 5);
        PictureRequest other = new PictureRequest("a red circle", "a blue star", 64, 64, 2, 2, "ddim", 5);

        float[] latent = DemoModel.latent(one);

        assertThat(latent).isNotEqualTo(DemoModel.latent(other));
    }

    @Test
    void printsNothingOfWhatItDraws() {
        try (Picture picture = DemoModel.begin(DemoModel.request("canary", 64, 64, 1, 5, "ddim", 4711))) {
            assertThat(picture.toString()).isEqualTo("Picture[hidden]");
        }
        assertThat(DemoModel.request(4711).toString()).isEqualTo("PictureRequest[hidden]");
        assertThat(new Raster(1, 1, new byte[] {71, 72, 73}).toString()).isEqualTo("Raster[hidden]");
    }
}
