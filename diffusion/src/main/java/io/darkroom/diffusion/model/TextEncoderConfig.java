package io.darkroom.diffusion.model;

/**
 * What {@code text_encoder/config.json} says.
 *
 * @param vocabularySize number of token ids, 0..vocabularySize-1
 * @param hiddenSize values per token of the encoder's output
 * @param maxTokens longest text in tokens, start and end included
 */
public record TextEncoderConfig(int vocabularySize, int hiddenSize, int maxTokens) {
    static final String FILE = "text_encoder/config.json";

    static TextEncoderConfig read(JsonFile file) {
        return new TextEncoderConfig(
                file.count("vocab_size"), file.count("hidden_size"), file.count("max_position_embeddings"));
    }
}
