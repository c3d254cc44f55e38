package io.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ApiKeyTest {
    @Test
    void isThirtyTwoBytesInBase64UrlAfterAPrefix() {
        assertThat(ApiKey.generate().reveal()).matches("dk_[A-Za-z0-9_-]{43}");
    }

    @Test
    void isAnotherOneEachTime() {
        assertThat(ApiKey.generate().reveal()).isNotEqualTo(ApiKey.generate().reveal());
    }

    @Test
    void isToldToTheApiAsALowerCaseHash() {
        assertThat(ApiKey.generate().sha256Hex()).matches("[0-9a-f]{64}");
    }

    @Test
    void printsNoKey() {
        assertThat(ApiKey.generate()).hasToString("ApiKey[hidden]");
    }

    @Test
    void isOneWordIfItCameFromElsewhere() {
        assertThat(ApiKey.of("anything-else").reveal()).isEqualTo("anything-else");
        for (String text : new String[] {"", " ", "two words", "line\nbreak", "\u706f"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> ApiKey.of(text));
        }
    }
}
