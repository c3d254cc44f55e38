package io.darkroom.diffusion.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cuts a prompt into the words that byte pair encoding works on. Immutable, thread-safe. */
final class WordSplitter {
    /*
     * Radford et al., "Learning Transferable Visual Models From Natural Language Supervision" (CLIP), simple_tokenizer.
     * The text is lower-case by then, so the contractions need no case folding.
     */
    private static final Pattern WORD = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+", Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private final Pattern special;

    /** Creates the splitter; {@code specialTokens} are recognised before anything else is cut. */
    WordSplitter(Set<String> specialTokens) {
        special = Pattern.compile(specialTokens.stream()
                .filter(Predicate.not(String::isEmpty))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(token -> Pattern.quote(lowerCase(token)))
                .collect(Collectors.joining("|", "(", ")")));
    }

    /** The words of {@code text} in order, special tokens (lower-cased) among them. */
    List<String> split(String text) {
        String normal = lowerCase(
                SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" "));
        List<String> words = new ArrayList<>();
        Matcher token = special.matcher(normal);
        int from = 0;
        while (token.find()) {
            addWords(normal.substring(from, token.start()), words);
            words.add(token.group());
            from = token.end();
        }
        addWords(normal.substring(from), words);
        return words;
    }

    private static void addWords(String text, List<String> words) {
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
    }

    /*
     * One code point at a time, as the tokenizers library does it: String.toLowerCase looks at the neighbours of a capital
     * sigma.
     */
    static String lowerCase(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints().forEach(c -> lower.append(Character.toString(c).toLowerCase(Locale.ROOT)));
        return lower.toString();
    }
}
