package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.core.job.JobId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The formats as {@code e2e/src/test/interop/vectors.py} works them out, which has nothing of ours but docs/formats.md. */
class VectorsTest {
    private static final Path FILE = Path.of("src/test/resources/interop/vectors.json");

    private static JsonNode vectors() throws IOException {
        return new JsonMapper().readTree(FILE.toFile());
    }

    private static List<JsonNode> all(String name) throws IOException {
        return StreamSupport.stream(vectors().path(name).spliterator(), false).toList();
    }

    static List<JsonNode> pictures() throws IOException {
        return all("picture_padding");
    }

    static List<JsonNode> seeds() throws IOException {
        return all("drawn_seed");
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void aPictureIsPaddedToItsClass(JsonNode vector) {
        int octets = vector.path("file_octets").intValue();

        byte[] padded = PicturePadding.pad(new byte[octets]);

        assertThat(padded).hasSize(vector.path("padded_octets").intValue());
        assertThat(PicturePadding.strip(padded)).hasSize(octets);
    }

    @Test
    void thePaddingIsOneOctet80AndZeros() throws IOException {
        JsonNode vector = vectors().path("padded_picture");
        byte[] expected = Arrays.copyOf(
                vector.path("begins").binaryValue(), vector.path("octets").intValue());

        byte[] padded = PicturePadding.pad(vector.path("file").binaryValue());

        assertThat(padded).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDocumentThatNamesNoSeedHasThisOne(JsonNode vector) throws IOException {
        byte[] document = vector.path("document").textValue().getBytes(UTF_8);
        byte[] padded = Arrays.copyOf(document, vector.path("padded_octets").intValue());
        Arrays.fill(padded, document.length, padded.length, (byte) ' ');
        JobId job = JobId.parse(vector.path("job").textValue()).orElseThrow();

        assertThat(padded.length % PromptSeal.PAD_BYTES).isZero();
        assertThat(PromptJson.read(job, padded).seed())
                .isEqualTo(vector.path("seed").longValue());
    }

    @Test
    void aSealIsSplitInThisWay() throws IOException {
        JsonNode vector = vectors().path("split");
        String sealed = vector.path("sealed_prompt").textValue();

        SealedPrompt parts = SealedPrompt.split(sealed);

        assertThat(parts.keyPart()).isEqualTo(vector.path("key_part").textValue());
        assertThat(parts.body()).isEqualTo(vector.path("body").textValue());
        assertThat(parts.join()).isEqualTo(sealed);
        assertThat(Base64.getUrlDecoder().decode(parts.keyPart())).hasSize(40);
    }
}
