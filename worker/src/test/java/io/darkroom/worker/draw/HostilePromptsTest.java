package io.darkroom.worker.draw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.fuzz.Fuzz;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.diffusion.text.ClipTokenizer;
import io.darkroom.diffusion.text.PromptChunks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever text is in a prompt, it becomes tokens. */
class HostilePromptsTest {
    /** One that costs little; a long one differs by its length alone. */
    private static final int MOST_OCTETS = 400;

    private static final String[] WORDS = {
        "(",
        ")",
        "[",
        "]",
        ":",
        ":1.2)",
        ":1e9)",
        ":-0.0)",
        "\\",
        "\\(",
        ",",
        " BREAK ",
        "<|startoftext|>",
        "<|ENDOFTEXT|>",
        "'s",
        "'",
        " ",
        "\t",
        "\u00a0",
        "\ufeff",
        "\u0130",
        "\u03a3",
        "\u0301",
        "\ud83e\udd8a",
        "\u0000",
        "\uac01",
        "\ufdfa",
        "9",
        "\u0664"
    };

    private final ClipTokenizer tokenizer = ClipTokenizer.load(Path.of("..", "models", "shapes", "tokenizer"));

    HostilePromptsTest() throws IOException {}

    @Test
    void aText() {
        prompts()
                .read(
                        "texts",
                        octets -> assertThat(Arrays.stream(tokenizer.encode(text(octets))))
                                .hasSize(tokenizer.maxLength())
                                .allMatch(id -> id >= 0 && id < tokenizer.vocabularySize()));
    }

    @Test
    void weights() {
        prompts()
                .read(
                        "weights",
                        octets -> assertThat(PromptChunks.of(tokenizer, text(octets)))
                                .isNotEmpty()
                                .allMatch(chunk -> chunk.ids().length == tokenizer.maxLength()));
    }

    private static Fuzz prompts() {
        return Fuzz.ofTexts(
                        "a (red:1.3) circle, [a [small]] star \\(very\\) BREAK on ((blue)) ground",
                        "灯台 🗼 O'Brien's 3 <|endoftext|> Ünïcödé \"quoted\"")
                .words(WORDS)
                .upTo(MOST_OCTETS);
    }

    private static String text(byte[] octets) {
        return new String(octets, UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", "[", ")", "(a:2)", "a", "\ud83e\udd8a", "BREAK ", ", ", "\\", "(a", "\ufdfa", "\u0301", "9"
            })
    void theLongestPrompts(String piece) {
        String longest = piece.repeat(Prompt.MAX_LENGTH / piece.length());

        assertThat(PromptChunks.of(tokenizer, longest)).isNotEmpty();
    }
}
