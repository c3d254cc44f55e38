package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.golden.Difference;
import io.darkroom.diffusion.golden.Golden;
import io.darkroom.diffusion.golden.GoldenModels;
import io.darkroom.diffusion.golden.RecordedPicture;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What diffusers drew: every picture in the folder that {@code -Ddarkroom.golden} names, or in this module's own. */
class GoldenPicturesTest {
    /**
     * Of the largest value: float32 throughout, but the kernels add up in another order than torch's, and each of up to
     * twenty steps feeds the difference to the next. 1.4e-4 was seen, mostly it is 1e-6.
     */
    private static final double LATENT_TOLERANCE = 5e-4;

    static List<RecordedPicture> recordings() throws IOException {
        return RecordedPicture.readAll(Golden.folder().resolve("pictures"));
    }

    @Test
    void thereAreRecordings() throws IOException {
        assertThat(recordings()).isNotEmpty();
    }

    /** Half precision is on our side only, so that pictures are alike, not equal. */
    @ParameterizedTest
    @MethodSource("recordings")
    void drawsWhatDiffusersDrew(RecordedPicture recording) throws IOException {
        StableDiffusion model = TestModels.get(GoldenModels.folder(recording.model()));
        boolean half = model.inputs().stream().anyMatch(input -> input.type().equals("FLOAT16"));

        Drawn drawn = draw(model, recording);

        if (!half) {
            Golden.assertWithinShare(LATENT_TOLERANCE, drawn.latent, recording.latent(), "final latent");
        }
        assertThat(Difference.between(drawn.raster, recording.raster())).matches(difference -> difference.holds(half));
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

    private static Drawn draw(StableDiffusion model, RecordedPicture recording) throws IOException {
        PictureRequest request = recording.asRequest(model.description());
        try (Picture picture = model.begin(request, 1).get(0)) {
            while (!picture.isFinished()) {
                model.step(List.of(picture));
            }
            return new Drawn(model.decode(picture), picture.latent().clone());
        }
    }
}
