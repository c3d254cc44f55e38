package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.diffusion.model.ModelException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stable Diffusion XL, beside what the recordings hold. */
class XlTest {
    @TempDir
    Path parent;

    private final StableDiffusion model = TestModels.get("sdxl");

    @Test
    void anEmptyNegativePromptIsZerosIfTheModelSaysSo() {
        FolderCopy copy = new FolderCopy(parent, TestModels.folder("sdxl"))
                .set("model_index.json", "force_zeros_for_empty_prompt", "false");
        try (StableDiffusion encoding = copy.load()) {
            assertThat(latent(encoding, "")).isNotEqualTo(latent(model, ""));
            assertThat(latent(encoding, "gray")).containsExactly(latent(model, "gray"));
        }
    }

    @Test
    void picturesInCompanyAreTheSameAsAlone() {
        float[] alone = latent(model, "gray");

        List<Picture> pictures = List.of(begin(model, "gray"), begin(model, ""));
        while (!pictures.get(0).isFinished()) {
            model.step(pictures);
        }

        assertThat(pictures.get(0).latent()).containsExactly(alone, within(1e-5f));
        pictures.forEach(Picture::close);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text_encoder_2/config.json",
                "text_encoder_2/model.onnx",
                "tokenizer_2/vocab.json",
                "tokenizer_2/merges.txt"
            })
    void refusesAMissingFile(String file) {
        FolderCopy copy = new FolderCopy(parent, TestModels.folder("sdxl")).delete(file);

        assertThatExceptionOfType(ModelException.class).isThrownBy(copy::load).withMessage(file + ": is missing");
    }

    @Test
    void refusesARefiner() {
        FolderCopy copy = new FolderCopy(parent, TestModels.folder("sdxl"))
                .set("model_index.json", "text_encoder", "[null, null]")
                .delete("text_encoder/model.onnx")
                .delete("text_encoder/config.json");

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(copy::load)
                .withMessageStartingWith(
                        "model_index.json: text_encoder must be there beside text_encoder_2: a refiner");
    }

    @ParameterizedTest
    @CsvSource({
        "text_encoder_2/config.json, projection_dim, 40, 'projection_dim is 40, but unet/config.json takes 48'",
        "unet/config.json, addition_embed_type, null, addition_embed_type does not fit the pipeline",
        "unet/config.json, projection_class_embeddings_input_dim, 48, must exceed that of 6 time ids",
        "unet/config.json, cross_attention_dim, 32, 'is 32, but that of both text encoders is 80'",
        "text_encoder/config.json, num_hidden_layers, 12, ''"
    })
    void refusesAValueThatDoesNotFit(String file, String key, String value, String complaint) {
        FolderCopy copy = new FolderCopy(parent, TestModels.folder("sdxl")).set(file, key, value);

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(copy::load)
                .withMessageContaining(complaint)
                .withMessageNotContaining(parent.toString());
    }

    private static float[] latent(StableDiffusion model, String negativePrompt) {
        try (Picture picture = begin(model, negativePrompt)) {
            while (!picture.isFinished()) {
                model.step(List.of(picture));
            }
            return picture.latent().clone();
        }
    }

    private static Picture begin(StableDiffusion model, String negativePrompt) {
        PictureRequest request = new PictureRequest("a red circle", negativePrompt, 64, 64, 3, 5, "euler", 1);
        return model.begin(request, 1).get(0);
    }
}
