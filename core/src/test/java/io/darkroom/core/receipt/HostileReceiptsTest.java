package io.darkroom.core.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.core.crypto.KeyNotPinned;
import io.darkroom.core.crypto.KeyPins;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.SealException;
import io.darkroom.core.crypto.SigningKeys;
import io.darkroom.core.crypto.VerifyingKeys;
import io.darkroom.core.fuzz.Fuzz;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Whatever somebody hands over as a receipt, or as the keys to verify it with, is read or refused. */
class HostileReceiptsTest {
    private static final String RECEIPT =
            "{\"iat\":1767225600,\"jid\":\"67e19b3f-ec91-43b6-aa56-e1a74ea0541f\",\"state\":\"succeeded\","
                    + "\"submitted_at\":\"2025-12-31T23:59:20Z\",\"ended_at\":\"2025-12-31T23:59:29.999Z\",\"held\":["
                    + "{\"what\":\"key_part\",\"where\":\"redis\",\"state\":\"destroyed\",\"at\":\"2025-12-31T23:59:30Z\"},"
                    + "{\"what\":\"picture\",\"number\":0,\"where\":\"redis\",\"state\":\"held\",\"until\":\"2026-01-01T00:09:30Z\"}]}";
    private static final String[] WORDS = {
        "null",
        "{",
        "}",
        "[",
        "\"",
        ",",
        "-1",
        "1e999999999",
        "\"held\":",
        "\"+1000000000-12-31T23:59:60Z\"",
        "\\u0000",
        "."
    };

    private final SigningKeys keys = SigningKeys.generate();

    @Test
    void whatAReceiptSays() {
        Fuzz.ofTexts(RECEIPT)
                .words(WORDS)
                .refusedBy(IOException.class)
                .read("what receipts say", octets -> ReceiptJson.read(new String(octets, UTF_8)));
    }

    @Test
    void aSignedReceipt() {
        VerifyingKeys verifying = keys.verifyingKeys();
        Fuzz.ofTexts(keys.sign(RECEIPT))
                .words(WORDS)
                .refusedBy(SealException.class)
                .oneIn(10)
                .read("signed receipts", octets -> verifying.verify(new String(octets, UTF_8)));
    }

    @Test
    void thePublishedKeys() {
        Fuzz.ofTexts(keys.verifyingKeys().toJsonAfter(OpeningKeys.generate().sealingKeys()))
                .words(
                        "null",
                        "{}",
                        "[]",
                        "\"kty\":\"RSA\"",
                        "\"use\":\"sig\"",
                        "\"x\":\"AA\"",
                        "\"kid\":null",
                        "\"crv\":")
                .refusedBy(IOException.class, KeyNotPinned.class)
                .read("published keys", octets -> VerifyingKeys.published(new String(octets, UTF_8), KeyPins.NONE));
    }
}
