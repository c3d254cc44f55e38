package io.darkroom.diffusion.model;

import io.darkroom.diffusion.scheduler.SchedulerConfig;
import io.darkroom.diffusion.text.ClipTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model folder in the layout that Hugging Face optimum exports, its JSON files read and checked against one another. The
 * graphs are there but not yet loaded.
 *
 * @param path the folder
 * @param name the folder's own name
 * @param tokenizer from {@code tokenizer/}
 * @param textEncoder from {@code text_encoder/config.json}
 * @param unet from {@code unet/config.json}
 * @param vae from {@code vae_decoder/config.json}
 * @param scheduler from {@code scheduler/scheduler_config.json}
 */
public record ModelFolder(
        Path path,
        String name,
        ClipTokenizer tokenizer,
        TextEncoderConfig textEncoder,
        UnetConfig unet,
        VaeConfig vae,
        SchedulerConfig scheduler) {
    /** Where the scheduler's configuration lies in a model folder. */
    public static final String SCHEDULER_FILE = "scheduler/scheduler_config.json";

    private static final String INDEX_FILE = "model_index.json";
    private static final String PIPELINE = "StableDiffusionPipeline";

    /**
     * Reads a folder.
     *
     * @throws ModelException if a file is missing, is not what it should be, contradicts another, or asks for something
     *     that is not supported
     */
    public static ModelFolder read(Path path) {
        if (!Files.isDirectory(path)) {
            throw new ModelException(INDEX_FILE, "is missing, the model folder not being there");
        }
        checkIndex(JsonFile.read(path, INDEX_FILE));
        TextEncoderConfig textEncoder = TextEncoderConfig.read(JsonFile.read(path, TextEncoderConfig.FILE));
        UnetConfig unet = UnetConfig.read(JsonFile.read(path, UnetConfig.FILE));
        VaeConfig vae = VaeConfig.read(JsonFile.read(path, VaeConfig.FILE));
        ModelFolder folder =
                new ModelFolder(path, nameOf(path), tokenizer(path), textEncoder, unet, vae, scheduler(path));
        folder.checkAgainstOneAnother();
        for (String part : new String[] {"text_encoder", "unet", "vae_decoder"}) {
            JsonFile.requireFile(path, part + "/model.onnx");
        }
        return folder;
    }

    private static String nameOf(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        if (name == null) {
            throw new ModelException(INDEX_FILE, "must not lie in the root folder");
        }
        return name.toString();
    }

    private static void checkIndex(JsonFile index) {
        String pipeline = index.text("_class_name");
        // Exporters put their own name before or behind diffusers': ORTStableDiffusionPipeline and the like.
        if (!pipeline.replaceFirst("^(ORT|Onnx)", "")
                .replaceFirst("OnnxPipeline$", "Pipeline")
                .equals(PIPELINE)) {
            throw index.refused("_class_name", pipeline + " is not supported, only " + PIPELINE + " is");
        }
        index.component("text_encoder_2").ifPresent(type -> {
            throw index.refused("text_encoder_2", type + " is not supported");
        });
    }

    private static ClipTokenizer tokenizer(Path path) {
        for (String file : new String[] {"vocab.json", "merges.txt"}) {
            JsonFile.requireFile(path, "tokenizer/" + file);
        }
        try {
            return ClipTokenizer.load(path.resolve("tokenizer"));
        } catch (IOException e) {
            throw inFolder("tokenizer", e, path);
        }
    }

    private static SchedulerConfig scheduler(Path path) {
        Path file = JsonFile.requireFile(path, SCHEDULER_FILE);
        try {
            return SchedulerConfig.read(file);
        } catch (IOException e) {
            throw inFolder("scheduler", e, path);
        }
    }

    /** From a message that begins with the file's name in {@code folder} and may quote where the model lies. */
    private static ModelException inFolder(String folder, IOException e, Path path) {
        String message = String.valueOf(e.getMessage())
                .replace(path + path.getFileSystem().getSeparator(), "");
        return new ModelException(folder + "/" + message);
    }

    private void checkAgainstOneAnother() {
        if (tokenizer.vocabularySize() > textEncoder.vocabularySize()) {
            throw new ModelException(
                    "tokenizer/vocab.json",
                    "has " + tokenizer.vocabularySize() + " tokens, but vocab_size of " + TextEncoderConfig.FILE
                            + " is " + textEncoder.vocabularySize());
        }
        if (tokenizer.maxLength() > textEncoder.maxTokens()) {
            throw new ModelException(
                    "tokenizer/tokenizer_config.json",
                    "model_max_length is " + tokenizer.maxLength() + ", but max_position_embeddings of "
                            + TextEncoderConfig.FILE + " is " + textEncoder.maxTokens());
        }
        if (textEncoder.hiddenSize() != unet.textSize()) {
            throw new ModelException(
                    UnetConfig.FILE,
                    "cross_attention_dim is " + unet.textSize() + ", but hidden_size of " + TextEncoderConfig.FILE
                            + " is " + textEncoder.hiddenSize());
        }
        if (vae.latentChannels() != unet.latentChannels()) {
            throw new ModelException(
                    VaeConfig.FILE,
                    "latent_channels is " + vae.latentChannels() + ", but in_channels of " + UnetConfig.FILE + " is "
                            + unet.latentChannels());
        }
    }
}
