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
     * twenty steps feeds the difference to the next. 2e-6 was seen.
     */
    private static final double LATENT_TOLERANCE = 1e-4;

    private static final double SHARE_WITHIN_ONE = 0.995;
    private static final int FARTHEST = 3;

    static List<RecordedPicture> recordings() {
        ModelDescription model = DemoModel.loaded().description();
        return Golden.names("pictures").stream()
                .map(RecordedPicture::read)
                .filter(recording -> recording.appliesTo(model))
                .toList();
    }

    @Test
    void atLeastOneRecordingApplies() {
        assertThat(recordings()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void drawsWhatDiffusersDrew(RecordedPicture recording) {
        PictureRequest request = recording.asRequest(DemoModel.loaded().description());

        Raster drawn = DemoModel.draw(request);

        Raster expected = recording.raster();
        assertThat(drawn.width()).isEqualTo(expected.width());
        assertThat(drawn.height()).isEqualTo(expected.height());
        assertThat(shareWithinOne(drawn.rgb(), expected.rgb())).isGreaterThanOrEqualTo(SHARE_WITHIN_ONE);
        assertThat(DemoModel.greatestDifference(drawn, expected)).isLessThanOrEqualTo(FARTHEST);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void endsAtTheLatentOfDiffusers(RecordedPicture recording) {
        PictureRequest request = recording.asRequest(DemoModel.loaded().description());

        float[] latent = DemoModel.latent(request);

        Golden.assertWithinShare(LATENT_TOLERANCE, latent, recording.latent(), "final latent");
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
