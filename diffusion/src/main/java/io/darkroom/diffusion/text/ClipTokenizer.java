package io.darkroom.diffusion.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * CLIP's byte-level byte pair encoding: a prompt as the ids that the text encoder is fed, equal to those of transformers'
 * {@code CLIPTokenizer} with {@code padding="max_length", truncation=True}. Immutable, thread-safe.
 */
public final class ClipTokenizer {
    private final WordSplitter splitter;
    private final BytePairMerges merges;
    private final Map<String, Integer> vocabulary;
    private final Map<String, Integer> specialIds = new HashMap<>();
    private final int bos;
    private final int eos;
    private final int unknown;
    private final int pad;
    private final int maxLength;
    private final int vocabularySize;

    private ClipTokenizer(TokenizerFolder folder) throws IOException {
        vocabulary = folder.vocabulary();
        merges = folder.merges();
        maxLength = folder.maxLength();
        String eosToken = folder.specialToken("eos_token", "<|endoftext|>");
        bos = folder.idOf("bos_token", "<|startoftext|>");
        eos = folder.idOf("eos_token", "<|endoftext|>");
        unknown = folder.idOf("unk_token", eosToken);
        pad = folder.idOf("pad_token", eosToken);
        vocabularySize =
                vocabulary.values().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
        Set<String> verbatim = new HashSet<>();
        Set<String> normalized = new HashSet<>();
        for (String key : TokenizerFolder.SPECIAL_KEYS) {
            String otherwise = key.equals("bos_token") ? "<|startoftext|>" : eosToken;
            String token = folder.specialToken(key, otherwise);
            boolean anyCase = folder.isNormalized(token);
            String found = anyCase ? WordSplitter.lowerCase(token) : token;
            (anyCase ? normalized : verbatim).add(found);
            specialIds.put(found, folder.idOf(key, otherwise));
        }
        splitter = new WordSplitter(verbatim, normalized);
    }

    /**
     * Reads {@code vocab.json}, {@code merges.txt}, and if they are there {@code special_tokens_map.json} and
     * {@code tokenizer_config.json}.
     *
     * @param folder a model's {@code tokenizer} folder as diffusers writes it
     * @throws IOException if a file is missing or wrong; the message starts with its name in the folder
     */
    public static ClipTokenizer load(Path folder) throws IOException {
        return new ClipTokenizer(new TokenizerFolder(folder));
    }

    /**
     * Encodes a prompt.
     *
     * @param text any; what does not fit is cut at the end
     * @return {@link #maxLength} ids: start, text, end, padding
     */
    public int[] encode(String text) {
        int[] words = words(text);
        try {
            return frame(words);
        } finally {
            Arrays.fill(words, 0);
        }
    }

    /** The ids of the text alone, however long it is. */
    int[] words(String text) {
        return splitter.split(text).stream()
                .flatMapToInt(word -> Arrays.stream(idsOf(word)))
                .toArray();
    }

    /** Puts start, end and padding around ids; what does not fit is cut at the end. */
    int[] frame(int[] words) {
        int[] ids = new int[maxLength];
        Arrays.fill(ids, pad);
        int used = Math.min(words.length, maxLength - 2);
        ids[0] = bos;
        System.arraycopy(words, 0, ids, 1, used);
        ids[used + 1] = eos;
        return ids;
    }

    /** Number of ids that {@link #encode} returns, 77 for every Stable Diffusion model. */
    public int maxLength() {
        return maxLength;
    }

    /** One more than the highest id. */
    public int vocabularySize() {
        return vocabularySize;
    }

    private int[] idsOf(WordSplitter.Word word) {
        if (word.special()) {
            return new int[] {specialIds.getOrDefault(word.text(), unknown)};
        }
        return merges.split(word.text()).stream()
                .mapToInt(symbol -> vocabulary.getOrDefault(symbol, unknown))
                .toArray();
    }
}
