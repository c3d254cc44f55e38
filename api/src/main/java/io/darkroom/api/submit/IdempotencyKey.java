package io.darkroom.api.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.job.JobId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * An {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header-07) of one owner, known by hashes alone. The id of a
 * job that its client chose is such a key too, for {@code PUT}.
 *
 * @param name hash of owner and key
 * @param fingerprints of what was sent; one is noted, the first, and any is recognised. Hash of the key and the exact bytes of
 *     the body: without the key, which is not kept, a guessed prompt cannot be tried against it. Of an id, which is no secret,
 *     the body's fingerprints by the keys of this service, of which a rotation leaves several
 * @param conflict what a request with the same key and another body is told
 */
public record IdempotencyKey(String name, List<String> fingerprints, ErrorCode conflict) {
    private static final int LONGEST = 255;

    /** Hashes what was sent. */
    public static IdempotencyKey of(String owner, String key, byte[] body) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw ProblemException.of(
                    ErrorCode.INVALID_PARAMETER, "\"Idempotency-Key\" must have 1 to " + LONGEST + " characters");
        }
        String name = name(owner, key);
        MessageDigest digest = sha256();
        digest.update(key.getBytes(UTF_8));
        digest.update((byte) 0);
        return new IdempotencyKey(
                name, List.of(HexFormat.of().formatHex(digest.digest(body))), ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    /** What the id of a job stands for: {@code body}, of which {@code keys} make fingerprints. */
    static IdempotencyKey ofId(String owner, JobId id, byte[] body, OpeningKeys keys) {
        // No header can hold a zero, so that no key is taken for an id.
        return new IdempotencyKey(name(owner, "\0" + id), keys.fingerprints(body), ErrorCode.JOB_ID_CONFLICT);
    }

    private static String name(String owner, String key) {
        MessageDigest digest = sha256();
        digest.update(owner.getBytes(UTF_8));
        digest.update((byte) 0);
        return HexFormat.of().formatHex(digest.digest(key.getBytes(UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256");
        }
    }
}
