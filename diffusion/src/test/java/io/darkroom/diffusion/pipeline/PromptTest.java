package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Weights, long prompts and skipped layers, in the pictures that come of them. */
class PromptTest {
    private static final String LONG = "a red circle, ".repeat(30);

    @Test
    void aWeightOfOneIsThePlainPrompt() {
        assertThat(latent("a (red:1.0) circle")).containsExactly(latent("a red circle"));
    }

    @Test
    void aWeightChangesThePicture() {
        assertThat(latent("a (red:1.4) circle"))
                .isNotEqualTo(latent("a red circle"))
                .doesNotContain(Float.NaN);
    }

    @Test
    void whatLiesBeyondTheFirstChunkPlaysAPart() {
        assertThat(latent(LONG + "blue")).isNotEqualTo(latent(LONG + "green"));
    }

    @Test
    void longAndShortPromptsInCompanyAreTheSameAsAlone() {
        List<PictureRequest> requests = List.of(
                DemoModel.request(LONG, 64, 64, 3, 5, "ddim", 1),
                DemoModel.request("a red circle", 64, 64, 3, 5, "euler", 2));
        List<float[]> alone = requests.stream().map(DemoModel::latent).toList();

        List<Picture> pictures = requests.stream().map(DemoModel::begin).toList();
        DemoModel.finish(pictures);

        for (int i = 0; i < pictures.size(); i++) {
            assertThat(pictures.get(i).latent()).containsExactly(alone.get(i), within(1e-5f));
            pictures.get(i).close();
        }
    }

    @Test
    void aSkippedLayerChangesThePicture() {
        PictureRequest request = DemoModel.request(1);

        assertThat(DemoModel.latent(request.withClipSkip(1))).isNotEqualTo(DemoModel.latent(request));
        assertThat(DemoModel.latent(request.withClipSkip(0))).containsExactly(DemoModel.latent(request));
    }

    @Test
    void refusesToSkipMoreLayersThanTheGraphGives() {
        StableDiffusion model = TestModels.get("sd1-optimum");
        PictureRequest request = DemoModel.request("a red circle", 64, 64, 2, 5, "ddim", 1);

        assertThat(model.description().maxClipSkip()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.begin(request.withClipSkip(1), 1))
                .withMessage("clipSkip must be 0..0, not 1");
    }

    private static float[] latent(String prompt) {
        return DemoModel.latent(DemoModel.request(prompt, 64, 64, 3, 5, "ddim", 1));
    }
}
