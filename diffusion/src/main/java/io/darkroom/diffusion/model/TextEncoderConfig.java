package io.darkroom.diffusion.model;

/**
 * What {@code config.json} of a text encoder says.
 *
 * @param part the encoder's folder in the model, {@code text_encoder} or {@code text_encoder_2}
 * @param vocabularySize number of token ids, 0..vocabularySize-1
 * @param hiddenSize values per token of the encoder's output
 * @param layers transformer layers
 * @param projectionSize values of the text as a whole; 0 where the file has none
 * @param maxTokens longest text in tokens, start and end included
 * @param openClip whether it is of the OpenCLIP family, as of Stable Diffusion 2.x, by its activation
 */
public record TextEncoderConfig(
        String part,
        int vocabularySize,
        int hiddenSize,
        int layers,
        int projectionSize,
        int maxTokens,
        boolean openClip) {
    static TextEncoderConfig read(JsonFile file, String part) {
        return new TextEncoderConfig(
                part,
                file.count("vocab_size"),
                file.count("hidden_size"),
                file.count("num_hidden_layers"),
                (int) file.number("projection_dim").orElse(0),
                file.count("max_position_embeddings"),
                file.hasText("hidden_act", "gelu"));
    }

    /** Where it lies in a model folder. */
    public String file() {
        return fileOf(part);
    }

    static String fileOf(String part) {
        return part + "/config.json";
    }
}
