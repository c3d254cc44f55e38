package io.darkroom.diffusion.model;

import io.darkroom.diffusion.text.ClipTokenizer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One of a model's text encoders with the tokenizer that belongs to it.
 *
 * @param tokenizer from {@code tokenizer/} or {@code tokenizer_2/}
 * @param encoder from {@code text_encoder/config.json} or {@code text_encoder_2/config.json}
 */
public record TextModel(ClipTokenizer tokenizer, TextEncoderConfig encoder) {
    /**
     * Reads both.
     *
     * @param suffix empty for the first, {@code _2} for the second
     */
    static TextModel read(Path folder, String suffix) {
        String part = "text_encoder" + suffix;
        TextEncoderConfig encoder = TextEncoderConfig.read(JsonFile.read(folder, TextEncoderConfig.fileOf(part)), part);
        String words = "tokenizer" + suffix;
        TextModel model = new TextModel(tokenizer(folder, words), encoder);
        model.checkAgainstOneAnother(words);
        JsonFile.requireFile(folder, part + "/model.onnx");
        return model;
    }

    private static ClipTokenizer tokenizer(Path path, String words) {
        for (String file : new String[] {"vocab.json", "merges.txt"}) {
            JsonFile.requireFile(path, words + "/" + file);
        }
        try {
            return ClipTokenizer.load(path.resolve(words));
        } catch (IOException e) {
            throw ModelException.inFolder(words, e, path);
        }
    }

    private void checkAgainstOneAnother(String words) {
        if (tokenizer.vocabularySize() > encoder.vocabularySize()) {
            throw new ModelException(
                    words + "/vocab.json",
                    "has " + tokenizer.vocabularySize() + " tokens, but vocab_size of " + encoder.file() + " is "
                            + encoder.vocabularySize());
        }
        if (tokenizer.maxLength() > encoder.maxTokens()) {
            throw new ModelException(
                    words + "/tokenizer_config.json",
                    "model_max_length is " + tokenizer.maxLength() + ", but max_position_embeddings of "
                            + encoder.file() + " is " + encoder.maxTokens());
        }
    }
}
