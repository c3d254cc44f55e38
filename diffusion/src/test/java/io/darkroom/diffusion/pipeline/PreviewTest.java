package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.diffusion.model.LatentRgb;
import io.darkroom.diffusion.model.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {
    @TempDir
    Path folder;

    private static final List<String> COLOURS = List.of(
            "red", "orange", "yellow", "green", "cyan", "blue", "purple", "pink", "white", "black", "gray", "brown");
    /** Pictures that the factors are fitted to, for each colour. */
    private static final int PAIRS = 2;

    @Test
    void isMuchNearerToThePictureThanGrayIs() {
        try (Picture picture = DemoModel.begin(request("a blue star on a yellow background", 77))) {
            DemoModel.finish(List.of(picture));
            Raster decoded = DemoModel.loaded().decode(picture);

            Raster preview = DemoModel.loaded().preview(picture).orElseThrow();

            assertThat(preview.width()).isEqualTo(picture.width());
            assertThat(preview.height()).isEqualTo(picture.height());
            assertThat(meanDifference(preview, decoded)).isLessThan(meanDifference(gray(preview), decoded) / 2);
        }
    }

    @Test
    void isThereBeforeTheFirstStepAndNotOnceClosed() {
        Picture picture = DemoModel.begin(DemoModel.request(1));

        assertThat(DemoModel.loaded().preview(picture)).isPresent();

        picture.close();
        assertThatIllegalStateException().isThrownBy(() -> DemoModel.loaded().preview(picture));
    }

    @Test
    void aModelWithoutFactorsHasNone() {
        try (StableDiffusion model =
                        new FolderCopy(folder).delete(LatentRgb.FILE).load();
                Picture picture = model.begin(DemoModel.request(1), 1).get(0)) {
            assertThat(model.preview(picture)).isEmpty();
        }
    }

    @Test
    void factorsOfAnotherNumberOfChannelsAreRefused() {
        FolderCopy copy = new FolderCopy(folder);
        copy.write(LatentRgb.FILE, "{\"red\": [1, 2, 3]}".getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(copy::load)
                .withMessage("latent_rgb.json: red must be a list of 5 numbers");
    }

    /** Whoever trains the model anew finds the new factors in what this test says. */
    @Test
    void theFactorsOfTheDemoModelAreThoseThatFitBest() throws IOException {
        LatentRgbFit fit = new LatentRgbFit(4);
        for (int i = 0; i < PAIRS * COLOURS.size(); i++) {
            String colour = COLOURS.get(i % COLOURS.size());
            String ground = COLOURS.get((i + 1 + i / COLOURS.size() * 5) % COLOURS.size());
            try (Picture picture =
                    DemoModel.begin(request("a " + colour + " square on a " + ground + " background", i))) {
                DemoModel.finish(List.of(picture));
                fit.add(picture.latent(), DemoModel.loaded().decode(picture));
            }
        }

        double[][] fitted = fit.factors();

        JsonNode file = new ObjectMapper()
                .readTree(DemoModel.folder().resolve(LatentRgb.FILE).toFile());
        String[] colours = {"red", "green", "blue"};
        for (int colour = 0; colour < colours.length; colour++) {
            double[] written = new ObjectMapper().convertValue(file.path(colours[colour]), double[].class);
            assertThat(written)
                    .as("best: %s", Arrays.deepToString(fitted))
                    .containsExactly(fitted[colour], within(0.01));
        }
    }

    private static PictureRequest request(String prompt, long seed) {
        return DemoModel.request(prompt, 128, 128, 8, 5, "dpm++2m", seed);
    }

    private static Raster gray(Raster preview) {
        byte[] rgb = new byte[preview.rgb().length];
        Arrays.fill(rgb, (byte) 128);
        return new Raster(preview.width(), preview.height(), rgb);
    }

    private static double meanDifference(Raster preview, Raster decoded) {
        int scale = decoded.width() / preview.width();
        double sum = 0;
        for (int y = 0; y < decoded.height(); y++) {
            for (int x = 0; x < 3 * decoded.width(); x++) {
                int here = decoded.rgb()[3 * decoded.width() * y + x] & 0xff;
                int there = preview.rgb()[3 * (y / scale * preview.width() + x / 3 / scale) + x % 3] & 0xff;
                sum += Math.abs(here - there);
            }
        }
        return sum / decoded.rgb().length;
    }
}
