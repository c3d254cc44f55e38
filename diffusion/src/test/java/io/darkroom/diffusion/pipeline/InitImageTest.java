package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.diffusion.model.ModelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that start from a picture, with and without a mask. */
class InitImageTest {
    private static final PictureRequest REQUEST = DemoModel.request("a red circle", 64, 64, 10, 5, "ddim", 1);

    @TempDir
    Path parent;

    private final StableDiffusion model = DemoModel.loaded();

    /** 64x64, from dark on the left to bright on the right. */
    private static Raster picture() {
        byte[] rgb = new byte[3 * 64 * 64];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % 64 * 4);
        }
        return new Raster(64, 64, rgb);
    }

    /** White on the right half. */
    private static Mask mask() {
        byte[] gray = new byte[64 * 64];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) (i % 64 < 32 ? 127 : 128);
        }
        return new Mask(64, 64, gray);
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "0.7, 7", "0.55, 5", "0.1, 1"})
    void takesTheShareOfTheStepsThatStrengthSays(double strength, int steps) {
        try (Picture drawn = DemoModel.begin(REQUEST.from(picture(), strength))) {
            assertThat(drawn.steps()).isEqualTo(steps);
            assertThat(drawn.step()).isZero();

            DemoModel.finish(List.of(drawn));

            assertThat(drawn.step()).isEqualTo(steps);
        }
    }

    @Test
    void whatTheMaskKeepsIsTheGivenPicture() {
        float[] latent = DemoModel.latent(REQUEST.from(picture(), 0.5).within(mask()));
        float[] other = DemoModel.latent(DemoModel.request("a black star", 64, 64, 10, 9, "ddim", 1)
                .from(picture(), 1)
                .within(mask()));

        for (int i = 0; i < latent.length; i++) {
            if (i % 8 < 4) {
                assertThat(latent[i]).isEqualTo(other[i]);
            }
        }
        assertThat(latent).isNotEqualTo(other);
    }

    @Test
    void isTheSameInCompanyAsAlone() {
        PictureRequest inpaint = REQUEST.from(picture(), 0.5).within(mask());
        float[] alone = DemoModel.latent(inpaint);

        List<Picture> company = List.of(
                DemoModel.begin(inpaint), DemoModel.begin(REQUEST), DemoModel.begin(REQUEST.from(picture(), 0.9)));
        DemoModel.finish(company);

        assertThat(company.get(0).latent()).containsExactly(alone, within(1e-5f));
        company.forEach(Picture::close);
    }

    @Test
    void leavesTheGivenPictureAsItWas() {
        Raster picture = picture();
        DemoModel.latent(REQUEST.from(picture, 0.5));

        assertThat(picture.rgb()).isEqualTo(picture().rgb());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 1.01, Double.NaN})
    void refusesAStrength(double strength) {
        refused(REQUEST.from(picture(), strength), "strength must be above 0 and at most 1, not " + strength);
    }

    @Test
    void refusesAStrengthThatLeavesNoStep() {
        refused(REQUEST.from(picture(), 0.09), "strength must leave a step: at least 0.1 of 10");
    }

    @Test
    void refusesSizesUnlikeThePictures() {
        Raster narrow = new Raster(32, 64, new byte[3 * 32 * 64]);

        refused(REQUEST.from(narrow, 1), "initImage must be 64x64 as the picture is, not 32x64");
        refused(
                REQUEST.from(picture(), 1).within(new Mask(64, 8, new byte[64 * 8])),
                "mask must be 64x64 as the picture is, not 64x8");
    }

    @Test
    void refusesAMaskWithoutAPicture() {
        refused(REQUEST.within(mask()), "mask needs an initImage");
    }

    @Test
    void aModelWithoutAnEncoderDrawsFromTextOnly() {
        FolderCopy copy = new FolderCopy(parent).delete("vae_encoder/model.onnx");

        try (StableDiffusion without = copy.load()) {
            assertThat(without.description().pipelines()).containsExactly(Pipeline.TXT2IMG);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> without.begin(REQUEST.from(picture(), 1), 1))
                    .withMessage("initImage is not possible with this model");
        }
    }

    @Test
    void anInpaintingModelNeedsItsEncoder() {
        FolderCopy copy = new FolderCopy(parent, TestModels.folder("sd1-inpaint")).delete("vae_encoder/model.onnx");

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(copy::load)
                .withMessageStartingWith("vae_encoder/model.onnx: is missing");
    }

    @Test
    void anInpaintingModelDrawsWithinMasksOnly() {
        StableDiffusion inpainting = TestModels.get("sd1-inpaint");
        ModelDescription description = inpainting.description();

        assertThat(description.pipelines()).containsExactly(Pipeline.INPAINT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inpainting.begin(
                        DemoModel.request("a red circle", 64, 64, 2, 5, description.defaultScheduler(), 1), 1))
                .withMessageStartingWith("initImage and mask are required");
    }

    @Test
    void aMaskPrintsNothingAndHoldsAByteForEachPixel() {
        assertThat(mask().toString()).isEqualTo("Mask[hidden]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Mask(2, 2, new byte[3]));
    }

    @Test
    void aMaskCountsByTheUpperLeftPixelOfALatentUnit() {
        byte[] gray = new byte[16 * 8];
        gray[8] = (byte) 200;
        Arrays.fill(gray, 1, 8, (byte) 255);

        assertThat(new Mask(16, 8, gray).latent(8)).containsExactly(0, 1);
    }

    private void refused(PictureRequest request, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.begin(request, 1))
                .withMessage(message);
    }
}
