package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.text.ClipTokenizer;
import io.darkroom.diffusion.text.PromptChunks;
import io.darkroom.diffusion.text.TokenChunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Encodes chunks, all of them in one call. The empty one is encoded but once and kept: it is nobody's text, every job
 * without a negative prompt needs it, and so does what fills a shorter text up. Nothing else is kept. Thread-safe.
 */
final class ChunkEncoder {
    private final TextLayers layers;
    private final TokenChunk empty;
    /** By the number of layers skipped. */
    private final Map<Integer, EncodedText> ofEmpty = new ConcurrentHashMap<>();

    ChunkEncoder(ClipTokenizer tokenizer, TextLayers layers) {
        this.layers = layers;
        empty = PromptChunks.of(tokenizer, "").get(0);
    }

    /** No words at all; not to be erased. */
    TokenChunk empty() {
        return empty;
    }

    /**
     * Encodes chunks and applies their weights.
     *
     * @param skip last layers to skip
     * @return one for each, to be erased by itself
     */
    List<EncodedText> encode(List<TokenChunk> chunks, int skip, Cancellation cancellation) {
        List<int[]> ids = chunks.stream()
                .filter(chunk -> !isEmpty(chunk))
                .map(TokenChunk::ids)
                .toList();
        Iterator<EncodedText> worded = ids.isEmpty()
                ? List.<EncodedText>of().iterator()
                : layers.encode(ids, skip, cancellation).iterator();
        List<EncodedText> encoded = new ArrayList<>(chunks.size());
        for (TokenChunk chunk : chunks) {
            EncodedText text = isEmpty(chunk) ? encodedEmpty(skip, cancellation).copy() : worded.next();
            Emphasis.apply(chunk, text.states());
            encoded.add(text);
        }
        return encoded;
    }

    private EncodedText encodedEmpty(int skip, Cancellation cancellation) {
        return ofEmpty.computeIfAbsent(
                skip,
                layersSkipped -> layers.encode(List.of(empty.ids()), layersSkipped, cancellation)
                        .get(0));
    }

    private boolean isEmpty(TokenChunk chunk) {
        return Arrays.equals(chunk.ids(), empty.ids());
    }
}
