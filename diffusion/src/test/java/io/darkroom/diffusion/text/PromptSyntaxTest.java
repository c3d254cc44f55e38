package io.darkroom.diffusion.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As AUTOMATIC1111's parser has it, whose documentation most of these are from. */
class PromptSyntaxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "normal text|<normal text>1",
                "an (important) word|<an >1 <important>1.1 < word>1",
                "(unbalanced|<unbalanced>1.1",
                "[unbalanced|<unbalanced>0.909",
                "unbalanced) text]|<unbalanced) text]>1",
                "\\(literal\\]|<(literal]>1",
                "\\\\ and \\x|<\\ and x>1",
                "(unnecessary)(parens)|<unnecessaryparens>1.1",
                "(x:1.3)|<x>1.3",
                "(x: .5 )|<x>0.5",
                "(x:-1)|<x>-1",
                "[x:1.3]|<x:1.3>0.909",
                "ratio 16:9|<ratio 16:9>1",
                "x:1.3)|<x:1.3)>1",
                "((x))|<x>1.21",
                "(a [b] c)|<a >1.1 <b>1 < c>1.1",
                "(x:1.2.3)|<x:1.2.3>1.1"
            })
    void readsWeights(String prompt, String expected) {
        assertThat(show(PromptSyntax.parse(prompt))).isEqualTo(expected);
    }

    @Test
    void readsNestedWeights() {
        List<PromptPart> parts = PromptSyntax.parse("a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).");

        assertThat(show(parts))
                .isEqualTo("<a >1 <house>1.573 < >1.1 <on>1 < a >1.1 <hill>0.55 <, sun, >1.1 <sky>1.464 <.>1.1");
    }

    @Test
    void breaksWhereTheWordStandsAlone() {
        assertThat(show(PromptSyntax.parse("a BREAK b"))).isEqualTo("<a>1 BREAK <b>1");
        assertThat(show(PromptSyntax.parse("(a BREAK b)"))).isEqualTo("<a>1.1 BREAK <b>1.1");
        assertThat(show(PromptSyntax.parse("BREAKFAST and break"))).isEqualTo("<BREAKFAST and break>1");
    }

    @Test
    void anEmptyPromptHasNoParts() {
        assertThat(PromptSyntax.parse("")).isEmpty();
        assertThat(PromptSyntax.parse("()")).isEmpty();
    }

    @Test
    void printsNothingOfThePrompt() {
        assertThat(PromptSyntax.parse("canary").toString()).isEqualTo("[PromptPart[hidden]]");
    }

    private static String show(List<PromptPart> parts) {
        return parts.stream().map(PromptSyntaxTest::show).collect(Collectors.joining(" "));
    }

    private static String show(PromptPart part) {
        if (part.isBreak()) {
            return "BREAK";
        }
        String weight = String.format(Locale.ROOT, "%.3f", part.weight()).replaceFirst("\\.?0+$", "");
        return "<" + part.text() + ">" + weight;
    }
}
