package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.golden.Difference;
import io.darkroom.diffusion.golden.Golden;
import io.darkroom.diffusion.golden.RecordedPicture;
import io.darkroom.diffusion.scheduler.Schedulers;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What diffusers drew, in the folder that {@code -Ddarkroom.golden} names or in this module's own. */
class GoldenPicturesTest {
    /**
     * Of the largest value: float32 throughout, but the kernels add up in another order than torch's, and each of up to
     * twenty steps feeds the difference to the next. 1.4e-4 was seen, mostly it is 1e-6.
     */
    private static final double LATENT_TOLERANCE = 5e-4;

    static List<RecordedPicture> recordings() throws IOException {
        return RecordedPicture.readAll(Golden.folder().resolve("pictures")).stream()
                .filter(recording -> isDrawable(recording) && TestModels.has(recording.model()))
                .toList();
    }

    /** Whether this engine has the scheduler. */
    private static boolean isDrawable(RecordedPicture recording) {
        String scheduler = recording.scheduler("");
        return scheduler.isEmpty() || Schedulers.names().contains(scheduler);
    }

    /** Half precision on our side only, so that latents and pictures are alike, not equal. */
    static List<RecordedPicture> ofHalfPrecision() throws IOException {
        return recordings().stream().filter(GoldenPicturesTest::isHalf).toList();
    }

    static List<RecordedPicture> ofSinglePrecision() throws IOException {
        return recordings().stream().filter(recording -> !isHalf(recording)).toList();
    }

    private static boolean isHalf(RecordedPicture recording) {
        return recording.model().endsWith("-half");
    }

    @Test
    void atLeastOneRecordingApplies() throws IOException {
        assertThat(recordings()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("ofSinglePrecision")
    void drawsWhatDiffusersDrew(RecordedPicture recording) throws IOException {
        Drawn drawn = draw(recording);

        Golden.assertWithinShare(LATENT_TOLERANCE, drawn.latent, recording.latent(), "final latent");
        assertThat(Difference.between(drawn.raster, recording.raster())).matches(difference -> difference.holds(false));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("ofHalfPrecision")
    void drawsAboutWhatDiffusersDrewInSinglePrecision(RecordedPicture recording) throws IOException {
        Drawn drawn = draw(recording);

        assertThat(Difference.between(drawn.raster, recording.raster())).matches(difference -> difference.holds(true));
    }

    /** A picture and the latent that it was decoded from. */
    private static final class Drawn {
        private final Raster raster;
        private final float[] latent;

        Drawn(Raster raster, float[] latent) {
            this.raster = raster;
            this.latent = latent;
        }
    }

    private static Drawn draw(RecordedPicture recording) throws IOException {
        StableDiffusion model = TestModels.get(recording.model());
        PictureRequest request = recording.asRequest(model.description());
        try (Picture picture = model.begin(request, 1).get(0)) {
            while (!picture.isFinished()) {
                model.step(List.of(picture));
            }
            return new Drawn(model.decode(picture), picture.latent().clone());
        }
    }
}
