package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.diffusion.model.ModelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A broken folder is refused by the name of the file that is to blame. */
class BrokenFolderTest {
    private static final String UNET = "unet/model.onnx";
    private static final int ANY = TinyGraph.ANY;

    @TempDir
    Path parent;

    private FolderCopy model;

    @BeforeEach
    void copy() {
        model = new FolderCopy(parent);
    }

    @Test
    void theCopyItselfIsFine() {
        try (StableDiffusion loaded = model.load()) {
            assertThat(loaded.description()).isEqualTo(DemoModel.loaded().description());
        }
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> StableDiffusion.load(parent.resolve("none"), EngineSettings.defaults()))
                .withMessageStartingWith("model_index.json: is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model_index.json",
                "scheduler/scheduler_config.json",
                "tokenizer/vocab.json",
                "tokenizer/merges.txt",
                "text_encoder/config.json",
                "text_encoder/model.onnx",
                "unet/config.json",
                "unet/model.onnx",
                "vae_decoder/config.json",
                "vae_decoder/model.onnx"
            })
    void refusesAMissingFile(String file) {
        model.delete(file);

        refused(file + ": is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model_index.json",
                "scheduler/scheduler_config.json",
                "tokenizer/vocab.json",
                "text_encoder/config.json",
                "unet/config.json",
                "vae_decoder/config.json"
            })
    void refusesWhatIsNoJson(String file) {
        model.write(file, "{\"a\": ".getBytes(StandardCharsets.UTF_8));
        refused(file + ": ");

        model.write(file, "[]".getBytes(StandardCharsets.UTF_8));
        refused(file + ": ");

        model.write(file, new byte[0]);
        refused(file + ": ");
    }

    @ParameterizedTest
    @CsvSource({
        "model_index.json, _class_name",
        "scheduler/scheduler_config.json, _class_name",
        "text_encoder/config.json, vocab_size",
        "text_encoder/config.json, hidden_size",
        "text_encoder/config.json, max_position_embeddings",
        "unet/config.json, in_channels",
        "unet/config.json, out_channels",
        "unet/config.json, sample_size",
        "unet/config.json, cross_attention_dim",
        "unet/config.json, block_out_channels",
        "vae_decoder/config.json, latent_channels",
        "vae_decoder/config.json, block_out_channels",
        "vae_decoder/config.json, scaling_factor"
    })
    void refusesAMissingKeyAndAKeyOfTheWrongType(String file, String key) {
        model.set(file, key, "{\"not\": \"this\"}");
        refused(file + ": " + key + " must be ");

        model.unset(file, key);
        refused(file + ": " + key);
    }

    @ParameterizedTest
    @CsvSource({
        "model_index.json, _class_name, '\"StableDiffusion3Pipeline\"', is not supported",
        "model_index.json, transformer, '[\"diffusers\", \"FluxTransformer2DModel\"]', 'FluxTransformer2DModel is not supported'",
        "model_index.json, requires_aesthetics_score, true, 'is not supported: a refiner'",
        "model_index.json, text_encoder_2, '[\"transformers\", \"CLIPTextModelWithProjection\"]', is not supported",
        "scheduler/scheduler_config.json, _class_name, '\"PNDMPhantomScheduler\"', 'must be '",
        "scheduler/scheduler_config.json, num_train_timesteps, 0, 'must be '",
        "unet/config.json, in_channels, 8, '8 is not supported, only 4 and 9 are'",
        "unet/config.json, in_channels, 0, must be at least 1",
        "unet/config.json, time_cond_proj_dim, true, must be a whole number",
        "unet/config.json, addition_embed_type, '\"image\"', 'is not supported, only text_time is'",
        "unet/config.json, class_embed_type, '\"timestep\"', is not supported",
        "unet/config.json, cross_attention_dim, 64, 'is 64, but hidden_size of text_encoder/config.json is 128'",
        "vae_decoder/config.json, latent_channels, 16, 'is 16, but out_channels of unet/config.json is 4'",
        "vae_decoder/config.json, scaling_factor, 0, must be above 0",
        "vae_decoder/config.json, scaling_factor, null, is missing",
        "vae_decoder/config.json, latents_mean, '[0, 0, 0, 0]', is not supported"
    })
    void refusesAValueThatDoesNotFit(String file, String key, String value, String complaint) {
        model.set(file, key, value);

        refused(file + ": " + key, complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "DDIMScheduler, thresholding, true, 'must be false, was true'",
        "PNDMScheduler, skip_prk_steps, false, 'must be true, was false'",
        "EulerDiscreteScheduler, final_sigmas_type, '\"half\"', 'must be zero or sigma_min, was \"half\"'",
        "EulerDiscreteScheduler, timestep_type, '\"continuous\"', 'must be discrete, was \"continuous\"'",
        "DPMSolverMultistepScheduler, solver_order, 3, 'must be a whole number 1..2, was 3'",
        "DPMSolverMultistepScheduler, algorithm_type, '\"dpmsolver\"', 'must be dpmsolver++ or sde-dpmsolver++'",
        "DPMSolverMultistepScheduler, use_flow_sigmas, true, 'must be false, was true'",
        "UniPCMultistepScheduler, predict_x0, false, 'must be true, was false'",
        "DEISMultistepScheduler, solver_type, '\"rk4\"', 'must be logrho, was \"rk4\"'",
        "DDPMScheduler, variance_type, '\"learned\"', 'must be fixed_small, fixed_small_log or fixed_large'",
        "FlowMatchEulerDiscreteScheduler, _class_name, '\"FlowMatchEulerDiscreteScheduler\"', 'must be one of DDIMScheduler, '"
    })
    void refusesASettingOfItsSchedulerThatIsNotDone(String scheduler, String key, String value, String complaint) {
        model.set("scheduler/scheduler_config.json", "_class_name", '"' + scheduler + '"');
        model.set("scheduler/scheduler_config.json", key, value);

        refused("scheduler/scheduler_config.json: " + key, complaint);
    }

    @Test
    void refusesAVocabularyThatTheTextEncoderDoesNotKnow() {
        model.set("text_encoder/config.json", "vocab_size", "874");

        refused("tokenizer/vocab.json: has 875 tokens, but vocab_size of text_encoder/config.json is 874");
    }

    @Test
    void refusesTextsLongerThanTheTextEncoderTakes() {
        model.set("tokenizer/tokenizer_config.json", "model_max_length", "78");

        refused("tokenizer/tokenizer_config.json: model_max_length is 78, but max_position_embeddings");
    }

    @Test
    void refusesTextsShorterThanTheGraphTakes() {
        model.set("tokenizer/tokenizer_config.json", "model_max_length", "76");

        refused("text_encoder/model.onnx: input input_ids has size 77 at dimension 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text_encoder/model.onnx", "unet/model.onnx", "vae_decoder/model.onnx"})
    void refusesATruncatedAnEmptyAndACorruptGraph(String file) {
        model.truncate(file, 100_000);
        refused(file + ": cannot be loaded: ");

        model.write(file, new byte[0]);
        refused(file + ": ");

        model.write(file, "no graph at all".getBytes(StandardCharsets.UTF_8));
        refused(file + ": cannot be loaded: ");
    }

    @Test
    void refusesTheGraphOfAnotherPart() {
        model.replace(UNET, "vae_decoder/model.onnx");

        refused(UNET + ": input latent_sample is not supported");
    }

    @Test
    void refusesADecoderOfAnotherScale() {
        model.set("vae_decoder/config.json", "block_out_channels", "[16, 32, 64]");

        refused("vae_decoder/model.onnx: does not have 4 pixels per latent unit");
    }

    @Test
    void refusesAGraphOfOtherChannelsThanTheConfigurationSays() {
        TinyGraph.unet()
                .input("sample", TinyGraph.FLOAT, ANY, 9, ANY, ANY)
                .input("timestep", TinyGraph.FLOAT)
                .input("encoder_hidden_states", TinyGraph.FLOAT, ANY, ANY, 128)
                .write(model.path(UNET));

        refused(UNET + ": input sample has size 9 at dimension 1, but in_channels of unet/config.json is 4");
    }

    @Test
    void refusesNumbersOfATypeThatIsNotFed() {
        TinyGraph.doubleUnet().write(model.path(UNET));

        refused(UNET + ": input sample has type DOUBLE, only FLOAT and FLOAT16 are supported");
    }

    @Test
    void refusesAGraphThatIsNotFedWhatItsConfigurationSays() {
        model.set("unet/config.json", "time_cond_proj_dim", "256");

        refused(UNET + ": input timestep_cond is missing");
    }

    @Test
    void refusesSecondTextsToAModelThatHasNone() {
        model.set("unet/config.json", "addition_embed_type", "\"text_time\"");
        model.set("unet/config.json", "addition_time_embed_dim", "8");
        model.set("unet/config.json", "projection_class_embeddings_input_dim", "96");

        refused("unet/config.json: addition_embed_type does not fit the pipeline that model_index.json names");
    }

    @Test
    void refusesAnEncoderOfAnotherScale() {
        model.replace("vae_encoder/model.onnx", "vae_decoder/model.onnx");

        refused("vae_encoder/model.onnx: input latent_sample has size 4 at dimension 1");
    }

    @Test
    void refusesAGraphOfFixedSize() {
        TinyGraph.unet()
                .input("sample", TinyGraph.FLOAT, 2, 4, 16, 16)
                .input("timestep", TinyGraph.FLOAT)
                .input("encoder_hidden_states", TinyGraph.FLOAT, 2, 77, 128)
                .write(model.path(UNET));

        refused(UNET + ": input sample is fixed to size 2 at dimension 0");
    }

    @Test
    void refusesAnInputThatIsNotFed() {
        TinyGraph.usualUnet()
                .input("timestep", TinyGraph.FLOAT)
                .input("timestep_cond", TinyGraph.FLOAT, ANY, 16)
                .write(model.path(UNET));

        refused(UNET + ": input timestep_cond is not supported");
    }

    @Test
    void refusesATimestepOfAnotherRank() {
        TinyGraph.usualUnet().input("timestep", TinyGraph.FLOAT, 1, 1).write(model.path(UNET));

        refused(UNET + ": input timestep must be one number or one for each row");
    }

    private void refused(String start) {
        refused(start, "");
    }

    private void refused(String start, String part) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> model.load().close())
                .withMessageStartingWith(start)
                .withMessageContaining(part)
                .withMessageNotContaining(parent.toString())
                .withNoCause();
    }
}
