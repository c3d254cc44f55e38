package io.darkroom.core.crypto;

import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PromptDocument;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Seals the private part of a job for its way through Kafka.
 *
 * <pre>
 * plaintext = {"prompt": …, "negative_prompt": …, "seed": …, "init_image": …, "mask": …, "result_key": …}
 *             followed by spaces up to a multiple of 256 octets; pictures are files in base64; all but the prompt may be
 *             left out
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

    private PromptSeal() {}

    /** Seals {@code document} so that it opens only for this job, on this model, until {@code deadline}. */
    public static SealedPrompt seal(
            SealingKeys keys, JobId job, String model, Instant deadline, PromptDocument document) {
        byte[] plaintext = PromptJson.write(document, PAD_BYTES);
        try {
            Map<String, Object> claims = Map.of(MODEL, model, DEADLINE, deadline.getEpochSecond());
            return Jwe.sealInParts(keys, TYPE, job, claims, plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /**
     * Seals as a client does, who knows no deadline yet; returns a whole compact JWE.
     *
     * @param model that alone may draw it; null if the service is to choose
     */
    public static String sealByClient(SealingKeys keys, JobId job, @Nullable String model, PromptDocument document) {
        byte[] plaintext = PromptJson.write(document, PAD_BYTES);
        try {
            return Jwe.seal(keys, TYPE, job, model == null ? Map.of() : Map.of(MODEL, model), plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /**
     * Opens a prompt sealed for this job and model.
     *
     * @throws SealException if it is altered, of another kind, for another job or model, past its deadline or under an unknown
     *     key; which of these is never told
     * @throws PromptRefused if it opened, and is not a prompt document
     */
    public static PromptDocument open(OpeningKeys keys, JobId job, String model, Instant now, SealedPrompt sealed) {
        Jwe.Opened opened = Jwe.open(keys, TYPE, job, sealed.join());
        try {
            if (!matches(opened.claims(), model, now)) {
                throw new SealException("cannot open");
            }
            return PromptJson.read(job, opened.plaintext());
        } catch (IOException | IllegalArgumentException notADocument) {
            throw new PromptRefused();
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
}
