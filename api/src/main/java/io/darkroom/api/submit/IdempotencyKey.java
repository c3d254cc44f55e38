package io.darkroom.api.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header-07) of one owner, known by hashes alone.
 *
 * @param name hash of owner and key
 * @param fingerprint hash of the key and the exact bytes of the body: without the key, which is not kept, a guessed prompt
 *     cannot be tried against it
 */
public record IdempotencyKey(String name, String fingerprint) {
    private static final int LONGEST = 255;

    /** Hashes what was sent. */
    public static IdempotencyKey of(String owner, String key, byte[] body) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw ProblemException.of(
                    ErrorCode.INVALID_PARAMETER, "\"Idempotency-Key\" must have 1 to " + LONGEST + " characters");
        }
        MessageDigest digest = sha256();
        digest.update(owner.getBytes(UTF_8));
        digest.update((byte) 0);
        String name = HexFormat.of().formatHex(digest.digest(key.getBytes(UTF_8)));
        digest.update(key.getBytes(UTF_8));
        digest.update((byte) 0);
        return new IdempotencyKey(name, HexFormat.of().formatHex(digest.digest(body)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256");
        }
    }
}
