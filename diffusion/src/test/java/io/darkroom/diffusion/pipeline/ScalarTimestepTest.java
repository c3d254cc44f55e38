package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A U-Net that takes one timestep for all rows, and that any size fits. */
class ScalarTimestepTest {
    @TempDir
    Path parent;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void picturesAtDifferentTimestepsAreTheSameAsAlone(boolean scalar) {
        try (StableDiffusion model = model(scalar)) {
            float[] alone = draw(model, List.of(begin(model, 1)));

            Picture ahead = begin(model, 2);
            model.step(List.of(ahead));
            float[] together = draw(model, List.of(begin(model, 1), ahead));

            assertThat(together).containsExactly(alone);
            assertThat(together).doesNotContain(Float.NaN);
        }
    }

    @Test
    void aGraphThatTakesAnySizeIsOfferedInPixelsOfOneLatentUnit() {
        try (StableDiffusion model = model(true)) {
            assertThat(model.description().sizeFactor()).isEqualTo(8);
            Picture odd = model.begin(DemoModel.request("a red circle", 136, 72, 1, 5, "ddim", 1), 1)
                    .get(0);

            model.step(List.of(odd));
            Raster drawn = model.decode(odd);

            assertThat(drawn.width()).isEqualTo(136);
            assertThat(drawn.height()).isEqualTo(72);
            odd.close();
        }
    }

    private StableDiffusion model(boolean scalar) {
        FolderCopy copy = new FolderCopy(parent);
        int[] shape = scalar ? new int[0] : new int[] {1};
        TinyGraph.usualUnet().input("timestep", TinyGraph.FLOAT, shape).write(copy.path("unet/model.onnx"));
        return copy.load();
    }

    private static Picture begin(StableDiffusion model, long seed) {
        return model.begin(DemoModel.request("a red circle", 72, 64, 3, 5, "ddim", seed), 1)
                .get(0);
    }

    /** The first picture's final latent. */
    private static float[] draw(StableDiffusion model, List<Picture> pictures) {
        Picture first = pictures.get(0);
        while (!first.isFinished()) {
            model.step(
                    pictures.stream().filter(picture -> !picture.isFinished()).toList());
        }
        float[] latent = first.latent().clone();
        pictures.forEach(Picture::close);
        return latent;
    }
}
