package io.darkroom.core.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPartDigestTest {
    private static final KeyPartDigest DIGEST = KeyPartDigest.of("part");

    @Test
    void isReadAsItWasWritten() {
        assertThat(KeyPartDigest.parse(DIGEST.header())).contains(DIGEST);
    }

    @Test
    void hasAStableForm() {
        assertThat(DIGEST.hex()).isEqualTo("37a680133bd09342f934afb8dd2c7d9e");
    }

    @Test
    void isAnotherForAnotherKeyPart() {
        assertThat(KeyPartDigest.of("parts")).isNotEqualTo(DIGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123", "0123456789abcdef0123456789ABCDEF", "0123456789abcdef0123456789abcdef0"})
    void isNoneIfItCannotBeRead(String text) {
        assertThat(KeyPartDigest.parse(text.getBytes(US_ASCII))).isEmpty();
        assertThat(KeyPartDigest.parse(null)).isEmpty();
    }
}
