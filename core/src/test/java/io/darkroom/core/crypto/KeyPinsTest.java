package io.darkroom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPinsTest {
    private final ECKey current = key(KeyUse.ENCRYPTION);
    private final ECKey next = key(KeyUse.ENCRYPTION);
    private final ECKey signs = key(KeyUse.SIGNATURE);

    private static ECKey key(KeyUse use) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(use)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String published(JWK... keys) {
        return new JWKSet(List.of(keys)).toString(true);
    }

    private static KeyPins pins(ECKey key) throws Exception {
        return KeyPins.of(List.of(key.computeThumbprint().toString()));
    }

    @Test
    void withoutPinsTheFirstKeyForSealingIsTaken() throws Exception {
        SealingKeys keys = SealingKeys.published(published(signs, current, next), KeyPins.NONE);

        assertThat(keys.currentKeyId()).isEqualTo(current.getKeyID());
    }

    @Test
    void whatIsNotPinnedIsPassedOver() throws Exception {
        SealingKeys keys = SealingKeys.published(published(current, next), pins(next));

        assertThat(keys.currentKeyId()).isEqualTo(next.getKeyID());
        assertThat(keys.have(current.getKeyID())).isFalse();
    }

    @Test
    void noKeyIsTakenIfNoneIsPinned() throws Exception {
        KeyPins pins = pins(key(KeyUse.ENCRYPTION));

        assertThatExceptionOfType(KeyNotPinned.class)
                .isThrownBy(() -> SealingKeys.published(published(current, next), pins));
    }

    @Test
    void aKeyThatBearsAPinnedThumbprintAsItsNameIsNotPinned() throws Exception {
        ECKey impostor = new ECKey.Builder(next).keyID(current.getKeyID()).build();

        assertThatExceptionOfType(KeyNotPinned.class)
                .isThrownBy(() -> SealingKeys.published(published(impostor), pins(current)));
    }

    @Test
    void aSignatureKeyIsNeverSealedTo() throws Exception {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> SealingKeys.published(published(signs), pins(signs)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"keys\":7}", "{\"keys\":[]}", "<html>"})
    void whatIsNoJwksIsRefusedWithoutRepeatingIt(String text) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> SealingKeys.published(text, KeyPins.NONE))
                .withMessageNotContaining("html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0123456789012345678901234567890123456789012=", "SHA256:abc"})
    void whatIsNoThumbprintIsNoPin(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyPins.of(List.of(text)));
    }
}
