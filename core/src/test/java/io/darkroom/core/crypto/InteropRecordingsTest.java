package io.darkroom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.PromptDocument;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What other libraries sealed, and what they found in what we sealed, as {@code e2e/src/test/interop/record.py} has recorded
 * it. Never made anew for a change of ours: clients have these libraries, and what they sealed must open.
 */
class InteropRecordingsTest {
    private static final Path FOLDER = Path.of("src/test/resources/interop");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final OpeningKeys worker = OpeningKeys.read(FOLDER.resolve("worker.jwks.json"));
    private final OpeningKeys client = OpeningKeys.read(FOLDER.resolve("client.jwks.json"));
    private final JsonNode ours = json("ours");
    private final JobId job = JobId.parse(ours.path("job").textValue()).orElseThrow();
    private final byte[] picture =
            Base64.getDecoder().decode(ours.path("picture").textValue());

    InteropRecordingsTest() throws IOException {}

    private static JsonNode json(String name) throws IOException {
        return JSON.readTree(FOLDER.resolve(name + ".json").toFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwcrypto", "joserfc", "jose", "go-jose"})
    void opensWhatItSealed(String library) throws Exception {
        JsonNode recording = json(library);

        ClientSeal seal = ClientSeal.of(recording.path("sealed_prompt").textValue(), job, worker.sealingKeys());
        PromptDocument opened = PromptSeal.open(worker, job, "any", NOW, seal.parts());

        JsonNode document = recording.path("document");
        assertThat(opened.prompt().revealPlaintext())
                .isEqualTo(document.path("prompt").textValue());
        assertThat(opened.negativePrompt().revealPlaintext()).isEqualTo("blurry");
        assertThat(opened.seed()).isEqualTo(Long.MAX_VALUE);
        assertThat(bytes(opened.initImage())).isEqualTo(picture);
        assertThat(bytes(opened.mask())).isEqualTo(picture);
        ResultKey resultKey = ResultKey.parse(Objects.requireNonNull(opened.resultKey()));
        assertThat(resultKey.sealingKeys().currentKeyId())
                .isEqualTo(client.sealingKeys().currentKeyId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwcrypto", "joserfc", "jose", "go-jose"})
    void itFoundThePictureAndTheSeedThatWeSealed(String library) throws Exception {
        JsonNode recording = json(library);

        byte[] padded = octets(recording, "picture_plaintext");
        byte[] seed = octets(recording, "seed_plaintext");

        assertThat(PicturePadding.strip(padded)).isEqualTo(picture);
        assertThat(padded).hasSize(PicturePadding.SMALLEST);
        assertThat(new BigInteger(1, seed).longValueExact()).isEqualTo(Long.MAX_VALUE);
        String sealed = ours.path("sealed_picture").textValue();
        assertThat(bytes(PictureSeal.open(client, job, 3, sealed))).isEqualTo(picture);
    }

    private static byte[] octets(JsonNode recording, String field) {
        return Base64.getUrlDecoder().decode(recording.path(field).textValue());
    }

    private static byte[] bytes(@Nullable PictureBytes picture) {
        return Objects.requireNonNull(picture).revealBytes();
    }
}
