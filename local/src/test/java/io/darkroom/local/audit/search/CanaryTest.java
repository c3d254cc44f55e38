package io.darkroom.local.audit.search;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryTest {
    private static final String TEXT = "a fox ÿ~?>☂ in the snow";

    private final Search search = Search.of(List.of(Canary.ofText("fox", TEXT)));

    static Stream<byte[]> disguises() {
        return Stream.of(
                TEXT.getBytes(UTF_8),
                TEXT.getBytes(UTF_16LE),
                TEXT.getBytes(UTF_16BE),
                HexFormat.of().formatHex(TEXT.getBytes(UTF_8)).getBytes(US_ASCII),
                HexFormat.of().withUpperCase().formatHex(TEXT.getBytes(UTF_8)).getBytes(US_ASCII),
                URLEncoder.encode(TEXT, UTF_8).getBytes(US_ASCII),
                URLEncoder.encode(TEXT, UTF_8).replace("+", "%20").getBytes(US_ASCII),
                "\"a fox \\u00ff~?>\\u2602 in the snow\"".getBytes(US_ASCII));
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void isFoundInEveryDisguise(byte[] disguise) {
        Set<Hit> hits = search.in(disguise);

        assertThat(hits).extracting(hit -> hit.canary().name()).containsExactly("fox");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void isFoundInBase64WhereverItBegins(int before) {
        byte[] octets = ("x".repeat(before) + TEXT + "y").getBytes(UTF_8);
        byte[] standard = Base64.getEncoder().encode(octets);
        byte[] url = Base64.getUrlEncoder().encode(octets);

        Set<Hit> hits = search.in(standard);
        Set<Hit> urlHits = search.in(url);

        assertThat(hits).extracting(Hit::encoding).containsExactly("UTF-8, base64 at " + before % 3);
        assertThat(urlHits)
                .extracting(Hit::encoding)
                .singleElement()
                .asString()
                .startsWith("UTF-8, base64 at " + before % 3);
    }

    @Test
    void isNotFoundWhereItIsNot() {
        byte[] other = "a fox ÿ~?>☂ in the snou".getBytes(UTF_8);

        Set<Hit> hits = search.in(other);

        assertThat(hits).isEmpty();
    }

    @Test
    void isFoundAtTheVeryEndAndNotBeyondIt() {
        byte[] octets = TEXT.getBytes(UTF_8);

        Set<Hit> whole = search.in(octets);
        Set<Hit> cut = search.in(Arrays.copyOf(octets, octets.length - 1));

        assertThat(whole).hasSize(1);
        assertThat(cut).isEmpty();
    }

    @Test
    void doesNotPrintWhatItIs() {
        Canary canary = Canary.ofText("fox", TEXT);

        assertThat(canary + canary.forms().toString()).doesNotContain("snow");
    }
}
