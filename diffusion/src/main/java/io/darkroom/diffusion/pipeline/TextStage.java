package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.TextModel;
import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.onnx.TextEncoder;
import io.darkroom.diffusion.text.PromptChunks;
import io.darkroom.diffusion.text.TokenChunk;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One text encoder of a model behind its tokenizer. Thread-safe. */
final class TextStage {
    private final TextModel model;
    private final TextLayers layers;
    private final ChunkEncoder encoder;

    TextStage(TextModel model, TextLayers layers) {
        this.model = model;
        this.layers = layers;
        encoder = new ChunkEncoder(model.tokenizer(), layers);
    }

    /** The encoder of Stable Diffusion 1.x and 2.x, which is asked for its last layer, normalised. */
    static TextStage ofLastLayer(TextModel model, TextEncoder encoder) {
        return new TextStage(model, new NormalizedLayers(model, encoder));
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
        return new TextStage(model, new PlainLayers(model, encoder, pooled));
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

    /** Encodes texts; the chunks of all of them share calls of the encoder. */
    List<EncodedText> encode(List<Wording> wordings, Cancellation cancellation) {
        Map<Wording, EncodedText> encoded = new IdentityHashMap<>();
        try {
            wordings.stream()
                    .collect(Collectors.groupingBy(Wording::skip))
                    .forEach((skip, alike) -> encodeAlike(alike, skip, cancellation, encoded));
            return wordings.stream().map(encoded::get).toList();
        } catch (RuntimeException | OutOfMemoryError e) {
            encoded.values().forEach(EncodedText::erase);
            throw e;
        }
    }

    private void encodeAlike(
            List<Wording> alike, int skip, Cancellation cancellation, Map<Wording, EncodedText> encoded) {
        List<TokenChunk> split = new ArrayList<>();
        try {
            List<TokenChunk> chunks = new ArrayList<>();
            for (Wording wording : alike) {
                List<TokenChunk> own = PromptChunks.of(model.tokenizer(), wording.text());
                split.addAll(own);
                for (int i = 0; i < wording.chunks(); i++) {
                    chunks.add(i < own.size() ? own.get(i) : encoder.empty());
                }
            }
            Iterator<EncodedText> rows =
                    encoder.encode(chunks, skip, cancellation).iterator();
            for (Wording wording : alike) {
                encoded.put(wording, joined(rows, wording.chunks()));
            }
        } finally {
            split.forEach(TokenChunk::erase);
        }
    }

    /** The next so many rows one after another; the first stands for the text as a whole. */
    private EncodedText joined(Iterator<EncodedText> rows, int count) {
        int length = model.tokenizer().maxLength() * size();
        float[] states = new float[count * length];
        float[] whole = {};
        for (int i = 0; i < count; i++) {
            EncodedText row = rows.next();
            System.arraycopy(row.states(), 0, states, i * length, length);
            if (i == 0) {
                whole = row.pooled().clone();
            }
            row.erase();
        }
        return new EncodedText(states, whole);
    }
}
