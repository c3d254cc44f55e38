package io.darkroom.diffusion.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The learned merges of byte pair encoding: which two neighbouring symbols become one, the most frequent first. Immutable.
 *
 * <p>Sennrich, Haddow, Birch, "Neural Machine Translation of Rare Words with Subword Units", arXiv:1508.07909.
 */
final class BytePairMerges {
    private static final String END_OF_WORD = "</w>";

    private final Map<Pair, Integer> ranks = new HashMap<>();

    private record Pair(String left, String right) {}

    /**
     * Reads the lines of a {@code merges.txt}: two symbols with a space between, after a {@code #version} line.
     *
     * @throws IllegalArgumentException if a line is not of this form; the message names its number, from 1
     */
    BytePairMerges(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || (i == 0 && line.startsWith("#version"))) {
                continue;
            }
            String[] symbols = line.split(" ", -1);
            if (symbols.length != 2) {
                throw new IllegalArgumentException("line " + (i + 1) + " is not two symbols with a space between");
            }
            ranks.putIfAbsent(new Pair(symbols[0], symbols[1]), i);
        }
    }

    /** Splits one word into the symbols of the vocabulary; the last one carries the end-of-word mark. */
    List<String> split(String word) {
        List<String> symbols = ByteSymbols.of(word);
        int last = symbols.size() - 1;
        symbols.set(last, symbols.get(last) + END_OF_WORD);
        Pair best = mostFrequent(symbols);
        while (best != null) {
            merge(symbols, best);
            best = mostFrequent(symbols);
        }
        return symbols;
    }

    private @Nullable Pair mostFrequent(List<String> symbols) {
        Pair best = null;
        int bestRank = Integer.MAX_VALUE;
        for (int i = 0; i + 1 < symbols.size(); i++) {
            Pair pair = new Pair(symbols.get(i), symbols.get(i + 1));
            int rank = ranks.getOrDefault(pair, Integer.MAX_VALUE);
            if (rank < bestRank) {
                best = pair;
                bestRank = rank;
            }
        }
        return best;
    }

    private static void merge(List<String> symbols, Pair pair) {
        int kept = 0;
        for (int i = 0; i < symbols.size(); i++) {
            boolean matches = i + 1 < symbols.size()
                    && symbols.get(i).equals(pair.left())
                    && symbols.get(i + 1).equals(pair.right());
            symbols.set(kept++, matches ? pair.left() + pair.right() : symbols.get(i));
            if (matches) {
                i++;
            }
        }
        symbols.subList(kept, symbols.size()).clear();
    }
}
