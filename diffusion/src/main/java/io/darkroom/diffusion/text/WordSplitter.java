package io.darkroom.diffusion.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cuts a prompt into the words that byte pair encoding works on. Immutable, thread-safe. */
final class WordSplitter {
    /*
     * Radford et al., "Learning Transferable Visual Models From Natural Language Supervision" (CLIP), simple_tokenizer.
     * The text is lower-case by then, so the contractions need no case folding.
     *
     * Special tokens are found where the tokenizers library finds them: those not "normalized" in the text as it is, the
     * others in what is left, once that is lower-case. Where one stands that is neither, in capitals, it is cut out whole
     * and then, by byte-level encoding's own rule, into its three parts.
     */
    private static final Pattern WORD = Pattern.compile(
            "<\\|(startoftext|endoftext)\\|>|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private final Pattern verbatim;
    private final Pattern normalized;

    /**
     * A piece of a prompt.
     *
     * @param text lower-case, or a special token as it was given to the splitter
     * @param special whether it is a special token
     */
    record Word(String text, boolean special) {}

    /**
     * Creates the splitter.
     *
     * @param verbatimTokens special tokens recognised as they are written only
     * @param normalizedTokens special tokens, lower-case, recognised however they are written
     */
    WordSplitter(Collection<String> verbatimTokens, Collection<String> normalizedTokens) {
        verbatim = anyOf(verbatimTokens);
        normalized = anyOf(normalizedTokens);
    }

    /** The longest of {@code tokens} that stands somewhere; for none, a pattern that nothing matches. */
    private static Pattern anyOf(Collection<String> tokens) {
        return Pattern.compile(tokens.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("|"), either -> either.isEmpty() ? "(?!)" : either)));
    }

    /** The words of {@code text} in order, special tokens among them. */
    List<Word> split(String text) {
        List<Word> words = new ArrayList<>();
        cut(verbatim, text, words, typed -> cut(normalized, normalize(typed), words, rest -> addWords(rest, words)));
        return words;
    }

    /** Adds the special tokens in {@code text} to {@code words}, and hands on what lies between. */
    private static void cut(Pattern special, String text, List<Word> words, Consumer<String> between) {
        Matcher token = special.matcher(text);
        int from = 0;
        while (token.find()) {
            between.accept(text.substring(from, token.start()));
            words.add(new Word(token.group(), true));
            from = token.end();
        }
        between.accept(text.substring(from));
    }

    private static void addWords(String text, List<Word> words) {
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (word.group(1) == null) {
                words.add(new Word(word.group(), false));
            } else {
                Stream.of("<|", word.group(1), "|>").forEach(part -> words.add(new Word(part, false)));
            }
        }
    }

    private static String normalize(String text) {
        return lowerCase(
                SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" "));
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
