package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {
    private static final String RECEIPT = "{\"iat\":1,\"jid\":\"…\"}";

    private final SigningKeys keys = SigningKeys.generate();
    private final OpeningKeys workers = OpeningKeys.generate();

    @TempDir
    Path folder;

    @Test
    void whatTheySignedHolds() {
        assertThat(keys.verifyingKeys().verify(keys.sign(RECEIPT))).isEqualTo(RECEIPT);
    }

    @Test
    void whatAnotherKeySignedDoesNot() {
        refused(SigningKeys.generate().sign(RECEIPT));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whatWasAlteredDoesNot(int part) {
        String[] parts = keys.sign(RECEIPT).split("\\.");
        for (int i = 0; i < parts[part].length(); i++) {
            String[] altered = parts.clone();
            char other = parts[part].charAt(i) == 'A' ? 'B' : 'A';
            altered[part] = parts[part].substring(0, i) + other + parts[part].substring(i + 1);
            String compact = String.join(".", altered);
            if (!decodesToTheSame(altered[part], parts[part])) {
                refused(compact);
            }
        }
    }

    /** The last character of base64 has bits that count for nothing. */
    private static boolean decodesToTheSame(String one, String other) {
        return Arrays.equals(
                Base64.getUrlDecoder().decode(one), Base64.getUrlDecoder().decode(other));
    }

    @Test
    void anythingThatIsNotSignedSoDoesNot() {
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(RECEIPT.getBytes(UTF_8));
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));
        String signature = keys.sign(RECEIPT).split("\\.")[2];

        for (String text : List.of(
                "",
                ".",
                "..",
                "no receipt",
                none + "." + payload + ".",
                none + "." + payload + "." + signature,
                "." + payload + "." + signature,
                "x".repeat(1 << 21))) {
            refused(text);
        }
    }

    @Test
    void aSignatureOfAnotherTypeDoesNot() {
        String compact = keys.sign(RECEIPT);

        String header = new String(Base64.getUrlDecoder().decode(compact.split("\\.")[0]), UTF_8);

        assertThat(header).contains("\"typ\":\"darkroom-receipt\"", "\"alg\":\"ES256\"", "\"kid\":");
        refused(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                header.replace("darkroom-receipt", "JWT").getBytes(UTF_8))
                + compact.substring(compact.indexOf('.')));
    }

    private void refused(String compact) {
        assertThatExceptionOfType(SealException.class)
                .isThrownBy(() -> keys.verifyingKeys().verify(compact))
                .withMessage("cannot verify")
                .withNoCause();
    }

    @Test
    void theyAreReadAsTheyWereWritten() throws IOException {
        Path file = folder.resolve("receipt.jwks");
        keys.write(file);

        String compact = SigningKeys.read(file).sign(RECEIPT);

        assertThat(keys.verifyingKeys().verify(compact)).isEqualTo(RECEIPT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void keysForSealingAndPublicHalvesDoNotSign() throws IOException {
        Path sealing = folder.resolve("worker.jwks");
        Path halves = folder.resolve("receipt.pub.jwks");
        workers.write(sealing);
        keys.verifyingKeys().write(halves);

        assertThatIOException().isThrownBy(() -> SigningKeys.read(sealing)).withMessageContaining("sig");
        assertThatIOException().isThrownBy(() -> SigningKeys.read(halves)).withMessageContaining("sig");
    }

    @Test
    void publishedTheyComeAfterThoseForSealingAndAreToldFromThem() throws Exception {
        String jwks = keys.verifyingKeys().toJsonAfter(workers.sealingKeys());

        List<JWK> published = JWKSet.parse(jwks).getKeys();

        assertThat(published).extracting(JWK::getKeyUse).containsExactly(KeyUse.ENCRYPTION, KeyUse.SIGNATURE);
        assertThat(published).noneMatch(JWK::isPrivate);
        assertThat(SealingKeys.published(jwks, KeyPins.NONE).toJson())
                .isEqualTo(workers.sealingKeys().toJson());
        assertThat(VerifyingKeys.published(jwks, KeyPins.NONE).verify(keys.sign(RECEIPT)))
                .isEqualTo(RECEIPT);
    }

    @Test
    void keysForSealingVerifyNothing() {
        assertThatIOException()
                .isThrownBy(() -> VerifyingKeys.published(workers.sealingKeys().toJson(), KeyPins.NONE));
    }

    @Test
    void aKeyThatIsNotPinnedVerifiesNothing() {
        KeyPins pins = KeyPins.of(List.of(workers.sealingKeys().currentKeyId()));
        String jwks = keys.verifyingKeys().toJsonAfter(workers.sealingKeys());

        assertThatExceptionOfType(KeyNotPinned.class).isThrownBy(() -> VerifyingKeys.published(jwks, pins));
    }

    @Test
    void theyPrintNothing() {
        assertThat(keys).hasToString("SigningKeys[hidden]");
    }
}
