package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.golden.Golden;
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

    private static final double SHARE_WITHIN_ONE = 0.995;
    private static final int FARTHEST = 3;

    private static final double HALF_PRECISION_MEAN = 3;

    static List<RecordedPicture> recordings() {
        return Golden.names("pictures").stream()
                .map(RecordedPicture::read)
                .filter(recording -> recording.isDrawable() && TestModels.has(recording.model()))
                .toList();
    }

    /** Half precision on our side only, so that latents and pictures are alike, not equal. */
    static List<RecordedPicture> ofHalfPrecision() {
        return recordings().stream().filter(GoldenPicturesTest::isHalf).toList();
    }

    static List<RecordedPicture> ofSinglePrecision() {
        return recordings().stream().filter(recording -> !isHalf(recording)).toList();
    }

    private static boolean isHalf(RecordedPicture recording) {
        return recording.model().endsWith("-half");
    }

    @Test
    void atLeastOneRecordingApplies() {
        assertThat(recordings()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("ofSinglePrecision")
    void drawsWhatDiffusersDrew(RecordedPicture recording) {
        Drawn drawn = draw(recording);

        Raster expected = recording.raster();
        assertThat(drawn.raster.width()).isEqualTo(expected.width());
        assertThat(drawn.raster.height()).isEqualTo(expected.height());
        Golden.assertWithinShare(LATENT_TOLERANCE, drawn.latent, recording.latent(), "final latent");
        assertThat(shareWithinOne(drawn.raster.rgb(), expected.rgb())).isGreaterThanOrEqualTo(SHARE_WITHIN_ONE);
        assertThat(DemoModel.greatestDifference(drawn.raster, expected)).isLessThanOrEqualTo(FARTHEST);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("ofHalfPrecision")
    void drawsAboutWhatDiffusersDrewInSinglePrecision(RecordedPicture recording) {
        Drawn drawn = draw(recording);

        assertThat(meanDifference(drawn.raster.rgb(), recording.raster().rgb()))
                .isLessThanOrEqualTo(HALF_PRECISION_MEAN);
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

    private static Drawn draw(RecordedPicture recording) {
        StableDiffusion model = TestModels.get(recording.model());
        PictureRequest request = recording.asRequest(model.description());
        try (Picture picture = model.begin(request, 1).get(0)) {
            while (!picture.isFinished()) {
                model.step(List.of(picture));
            }
            return new Drawn(model.decode(picture), picture.latent().clone());
        }
    }

    private static double meanDifference(byte[] drawn, byte[] expected) {
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.abs((drawn[i] & 0xff) - (expected[i] & 0xff));
        }
        return sum / expected.length;
    }

    private static double shareWithinOne(byte[] drawn, byte[] expected) {
        int within = 0;
        for (int i = 0; i < expected.length; i++) {
            if (Math.abs((drawn[i] & 0xff) - (expected[i] & 0xff)) <= 1) {
                within++;
            }
        }
        return (double) within / expected.length;
    }
}
