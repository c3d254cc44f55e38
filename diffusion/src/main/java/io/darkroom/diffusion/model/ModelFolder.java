package io.darkroom.diffusion.model;

import io.darkroom.diffusion.scheduler.SchedulerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A model folder in the layout that Hugging Face optimum exports, its JSON files read and checked against one another. The
 * graphs are there but not yet loaded.
 *
 * @param path the folder
 * @param name the folder's own name
 * @param index from {@code model_index.json}
 * @param texts the text encoder, for Stable Diffusion XL both
 * @param unet from {@code unet/config.json}
 * @param vae from {@code vae_decoder/config.json}
 * @param hasVaeEncoder whether there is {@code vae_encoder/model.onnx}
 * @param scheduler from {@code scheduler/scheduler_config.json}
 * @param isDistilled whether that is a configuration for drawing in one to four steps, without guidance
 */
public record ModelFolder(
        Path path,
        String name,
        ModelIndex index,
        List<TextModel> texts,
        UnetConfig unet,
        VaeConfig vae,
        boolean hasVaeEncoder,
        SchedulerConfig scheduler,
        boolean isDistilled) {
    /** Where the scheduler's configuration lies in a model folder. */
    public static final String SCHEDULER_FILE = "scheduler/scheduler_config.json";

    /**
     * Reads a folder.
     *
     * @throws ModelException if a file is missing, is not what it should be, contradicts another, or asks for something
     *     that is not supported
     */
    public static ModelFolder read(Path path) {
        if (!Files.isDirectory(path)) {
            throw new ModelException(ModelIndex.FILE, "is missing, the model folder not being there");
        }
        ModelIndex index = ModelIndex.read(JsonFile.read(path, ModelIndex.FILE));
        ModelFolder folder = new ModelFolder(
                path,
                nameOf(path),
                index,
                texts(path, index),
                UnetConfig.read(JsonFile.read(path, UnetConfig.FILE)),
                VaeConfig.read(JsonFile.read(path, VaeConfig.FILE)),
                Files.isRegularFile(path.resolve("vae_encoder/model.onnx")),
                scheduler(path),
                isDistilled(JsonFile.read(path, SCHEDULER_FILE)));
        folder.checkAgainstOneAnother();
        for (String part : new String[] {"unet", "vae_decoder"}) {
            JsonFile.requireFile(path, part + "/model.onnx");
        }
        return folder;
    }

    private static String nameOf(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        if (name == null) {
            throw new ModelException(ModelIndex.FILE, "must not lie in the root folder");
        }
        return name.toString();
    }

    private static List<TextModel> texts(Path path, ModelIndex index) {
        List<TextModel> texts = new ArrayList<>();
        texts.add(TextModel.read(path, ""));
        if (index.isXl()) {
            texts.add(TextModel.read(path, "_2"));
        }
        return List.copyOf(texts);
    }

    private static SchedulerConfig scheduler(Path path) {
        Path file = JsonFile.requireFile(path, SCHEDULER_FILE);
        try {
            return SchedulerConfig.read(file);
        } catch (IOException e) {
            throw ModelException.inFolder("scheduler", e, path);
        }
    }

    /** No file says it, but only distilled models predict noise and start at the very last training step. */
    private static boolean isDistilled(JsonFile scheduler) {
        return scheduler.hasText("timestep_spacing", "trailing") && scheduler.hasText("prediction_type", "epsilon");
    }

    /** Length of every text in tokens, start, end and padding included. */
    public int tokens() {
        return texts.get(0).tokenizer().maxLength();
    }

    private void checkAgainstOneAnother() {
        checkTexts();
        if (vae.latentChannels() != unet.latentChannels()) {
            throw new ModelException(
                    VaeConfig.FILE,
                    "latent_channels is " + vae.latentChannels() + ", but out_channels of " + UnetConfig.FILE + " is "
                            + unet.latentChannels());
        }
    }

    private void checkTexts() {
        TextModel last = texts.get(texts.size() - 1);
        if (last.tokenizer().maxLength() != tokens()) {
            throw new ModelException(
                    "tokenizer_2/tokenizer_config.json",
                    "model_max_length must equal the first tokenizer's " + tokens());
        }
        int size = texts.stream().mapToInt(text -> text.encoder().hiddenSize()).sum();
        if (size != unet.textSize()) {
            String whose = texts.size() == 1 ? "hidden_size of text_encoder/config.json" : "that of both text encoders";
            throw new ModelException(
                    UnetConfig.FILE, "cross_attention_dim is " + unet.textSize() + ", but " + whose + " is " + size);
        }
        if (index.isXl() != unet.takesPooledText()) {
            throw new ModelException(
                    UnetConfig.FILE,
                    "addition_embed_type does not fit the pipeline that " + ModelIndex.FILE + " names");
        }
        if (index.isXl() && last.encoder().projectionSize() != unet.pooledTextSize()) {
            throw new ModelException(
                    last.encoder().file(),
                    "projection_dim is " + last.encoder().projectionSize() + ", but " + UnetConfig.FILE + " takes "
                            + unet.pooledTextSize());
        }
    }
}
