package io.darkroom.diffusion.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a prompt of any length into chunks, as AUTOMATIC1111 does. One prompt, one thread. */
public final class PromptChunks {
    /** A chunk is cut after its last comma if no more tokens than this follow it, so that phrases stay whole. */
    private static final int MOST_AFTER_COMMA = 20;

    private final ClipTokenizer tokenizer;
    private final int room;
    private final int comma;
    private final List<TokenChunk> chunks = new ArrayList<>();
    private final int[] ids;
    private final float[] weights;
    private int used;
    // Tokens up to and with the last comma of this chunk.
    private int untilComma;

    private PromptChunks(ClipTokenizer tokenizer) {
        this.tokenizer = tokenizer;
        room = tokenizer.maxLength() - 2;
        int[] commas = tokenizer.words(",");
        comma = commas.length == 1 ? commas[0] : -1;
        ids = new int[room];
        weights = new float[room];
    }

    /**
     * Splits a prompt with weights.
     *
     * @return at least one
     */
    public static List<TokenChunk> of(ClipTokenizer tokenizer, String prompt) {
        PromptChunks split = new PromptChunks(tokenizer);
        for (PromptPart part : PromptSyntax.parse(prompt)) {
            if (part.isBreak()) {
                split.finish(split.used);
            } else {
                split.add(tokenizer.words(part.text()), (float) part.weight());
            }
        }
        if (split.used > 0 || split.chunks.isEmpty()) {
            split.finish(split.used);
        }
        Arrays.fill(split.ids, 0);
        return List.copyOf(split.chunks);
    }

    private void add(int[] words, float weight) {
        for (int id : words) {
            if (used == room) {
                boolean nearComma = id != comma && untilComma > 0 && used - untilComma < MOST_AFTER_COMMA;
                finish(nearComma ? untilComma : used);
            }
            ids[used] = id;
            weights[used] = weight;
            used++;
            if (id == comma) {
                untilComma = used;
            }
        }
        Arrays.fill(words, 0);
    }

    /** Makes a chunk of the first {@code count} tokens; the others begin the next. */
    private void finish(int count) {
        float[] framed = new float[tokenizer.maxLength()];
        Arrays.fill(framed, 1);
        System.arraycopy(weights, 0, framed, 1, count);
        chunks.add(new TokenChunk(tokenizer.frame(Arrays.copyOf(ids, count)), framed));
        System.arraycopy(ids, count, ids, 0, used - count);
        System.arraycopy(weights, count, weights, 0, used - count);
        used -= count;
        untilComma = 0;
    }
}
