package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.TextModel;
import io.darkroom.diffusion.onnx.TextEncoder;
import io.darkroom.diffusion.text.PromptChunks;
import io.darkroom.diffusion.text.TokenChunk;
import java.util.List;

/** One text encoder of a model behind its tokenizer. Thread-safe. */
final class TextStage {
    private final TextModel model;
    private final TextLayers layers;
    private final boolean pooled;

    private TextStage(TextModel model, TextLayers layers, boolean pooled) {
        this.model = model;
        this.layers = layers;
        this.pooled = pooled;
    }

    /** The encoder of Stable Diffusion 1.x and 2.x, which is asked for its last layer, normalised. */
    static TextStage ofLastLayer(TextModel model, TextEncoder encoder) {
        return new TextStage(model, new NormalizedLayers(model, encoder), false);
    }

    /**
     * One of the two of Stable Diffusion XL, which are asked for the last layer but one as it is.
     *
     * @param pooled whether it is also asked for the text as a whole
     */
    static TextStage ofPenultimateLayer(TextModel model, TextEncoder encoder, boolean pooled) {
        if (pooled) {
            encoder.require(TextEncoder.POOLED);
        }
        return new TextStage(model, new PlainLayers(model, encoder, pooled), pooled);
    }

    /** Values per token. */
    int size() {
        return model.encoder().hiddenSize();
    }

    /** Most layers that can be skipped. */
    int maxClipSkip() {
        return layers.maxSkip();
    }

    /** How many chunks a text is cut into. */
    int chunks(String text) {
        List<TokenChunk> chunks = PromptChunks.of(model.tokenizer(), text);
        chunks.forEach(TokenChunk::erase);
        return chunks.size();
    }

    /**
     * Encodes a text.
     *
     * @param chunks the encoded length; what is missing is filled with empty ones, what is too much is cut
     * @param skip last layers to skip
     */
    EncodedText encode(String text, int chunks, int skip) {
        List<TokenChunk> split = PromptChunks.of(model.tokenizer(), text);
        TokenChunk empty = PromptChunks.of(model.tokenizer(), "").get(0);
        int row = model.tokenizer().maxLength() * size();
        float[] states = new float[chunks * row];
        float[] whole = {};
        for (int i = 0; i < chunks; i++) {
            TokenChunk chunk = i < split.size() ? split.get(i) : empty;
            EncodedText encoded = layers.encode(chunk.ids(), skip);
            Emphasis.apply(chunk, encoded.states());
            System.arraycopy(encoded.states(), 0, states, i * row, row);
            if (i == 0 && pooled) {
                whole = encoded.pooled().clone();
            }
            encoded.erase();
        }
        split.forEach(TokenChunk::erase);
        return new EncodedText(states, whole);
    }
}
