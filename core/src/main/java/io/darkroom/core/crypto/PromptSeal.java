package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.core.privacy.PromptDocument;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * Seals the private part of a job for its way through Kafka.
 *
 * <pre>
 * plaintext = {"prompt": …, "negative_prompt": …, "seed": …}  followed by spaces up to a multiple of 256 octets
 * header    = {alg, enc, kid, typ: "darkroom-prompt", jid: job id, mdl: model, exp: deadline in seconds since 1970}
 * </pre>
 *
 * <p>Authenticated: the whole header, so a record moved to another job or model does not open. Not protected: the length up
 * to the next 256 octets, the header itself, the time of sending. The padding is JSON white space, so that any JOSE library
 * can make and read it.
 *
 * <p>Thread-safe. The format is fixed; a change of it is a new {@code typ}.
 */
public final class PromptSeal {
    static final int PAD_BYTES = 256;
    private static final String TYPE = "darkroom-prompt";
    private static final String MODEL = "mdl";
    private static final String DEADLINE = "exp";
    private static final ObjectMapper JSON = new ObjectMapper();

    private PromptSeal() {}

    /** Seals {@code document} so that it opens only for this job, on this model, until {@code deadline}. */
    public static SealedPrompt seal(
            SealingKeys keys, JobId job, String model, Instant deadline, PromptDocument document) {
        byte[] plaintext = padded(document);
        try {
            Map<String, Object> claims = Map.of(MODEL, model, DEADLINE, deadline.getEpochSecond());
            return SealedPrompt.split(Jwe.seal(keys, TYPE, job, claims, plaintext));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /**
     * Opens a prompt sealed for this job and model.
     *
     * @throws SealException if it is altered, of another kind, for another job or model, past its deadline, under an unknown
     *     key or not a prompt document; which of these is never told
     */
    public static PromptDocument open(OpeningKeys keys, JobId job, String model, Instant now, SealedPrompt sealed) {
        Jwe.Opened opened = Jwe.open(keys, TYPE, job, sealed.join());
        try {
            if (!matches(opened.claims(), model, now)) {
                throw new SealException("cannot open");
            }
            return document(JSON.readTree(opened.plaintext()));
        } catch (IOException | IllegalArgumentException notADocument) {
            throw new SealException("cannot open");
        } finally {
            Arrays.fill(opened.plaintext(), (byte) 0);
        }
    }

    /** A client that seals by itself may leave both claims out; what it sets must match. */
    private static boolean matches(Map<String, Object> claims, String model, Instant now) {
        Object deadline = claims.get(DEADLINE);
        return (claims.get(MODEL) == null || model.equals(claims.get(MODEL)))
                && (deadline == null || (deadline instanceof Number n && now.getEpochSecond() <= n.longValue()));
    }

    private static PromptDocument document(JsonNode json) {
        JsonNode prompt = json.path("prompt");
        JsonNode negative = json.path("negative_prompt");
        JsonNode seed = json.path("seed");
        if (!prompt.isTextual() || !(negative.isTextual() || negative.isMissingNode()) || !seed.canConvertToLong()) {
            throw new SealException("cannot open");
        }
        return new PromptDocument(Prompt.of(prompt.textValue()), Prompt.of(negative.asText("")), seed.longValue());
    }

    private static byte[] padded(PromptDocument document) {
        ObjectNode json = JSON.createObjectNode()
                .put("prompt", document.prompt().revealPlaintext())
                .put("negative_prompt", document.negativePrompt().revealPlaintext())
                .put("seed", document.seed());
        byte[] text = utf8(json);
        byte[] padded = Arrays.copyOf(text, (text.length + PAD_BYTES - 1) / PAD_BYTES * PAD_BYTES);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        Arrays.fill(text, (byte) 0);
        return padded;
    }

    private static byte[] utf8(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json).getBytes(UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new SealException("cannot seal");
        }
    }
}
