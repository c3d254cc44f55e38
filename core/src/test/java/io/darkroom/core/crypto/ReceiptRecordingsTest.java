package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.core.receipt.ReceiptJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other libraries signed, and what they found in the receipt that we signed; recorded like {@link InteropRecordingsTest}'s. */
class ReceiptRecordingsTest {
    private static final Path FOLDER = Path.of("src/test/resources/interop");
    private static final JsonMapper JSON = new JsonMapper();

    private final SigningKeys keys = SigningKeys.read(FOLDER.resolve("receipt.jwks.json"));
    private final JsonNode ours = json("ours-receipt");

    ReceiptRecordingsTest() throws IOException {}

    private static JsonNode json(String name) throws IOException {
        return JSON.readTree(FOLDER.resolve(name + ".json").toFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwcrypto", "joserfc", "jose", "go-jose"})
    void whatItSignedHolds(String library) throws Exception {
        JsonNode recording = json("receipt-" + library);

        String verified = keys.verifyingKeys().verify(recording.path("signed").asText());

        assertThat(verified).isEqualTo(ReceiptJson.write(OurReceiptRecording.receipt()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwcrypto", "joserfc", "jose", "go-jose"})
    void itFoundThatOurReceiptHoldsAndWhatItSays(String library) throws Exception {
        JsonNode recording = json("receipt-" + library);

        byte[] found = Base64.getUrlDecoder().decode(recording.path("payload").asText());

        assertThat(ReceiptJson.read(new String(found, UTF_8))).isEqualTo(OurReceiptRecording.receipt());
    }

    @Test
    void ourReceiptStillHolds() throws Exception {
        String verified = keys.verifyingKeys().verify(ours.path("signed").asText());

        assertThat(ReceiptJson.read(verified)).isEqualTo(OurReceiptRecording.receipt());
    }
}
