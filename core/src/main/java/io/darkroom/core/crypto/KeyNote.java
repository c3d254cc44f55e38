package io.darkroom.core.crypto;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What may be said of a key, none of it secret.
 *
 * @param id its {@code kid}
 * @param thumbprint of its public half: RFC 7638, SHA-256, base64url
 * @param role what it is there for
 * @param created {@code iat}
 * @param notBefore {@code nbf}: a next key is not to become the current one earlier
 * @param until {@code exp}: where seals are opened, until when it is needed; where they are made, until when they are taken
 */
public record KeyNote(
        String id,
        String thumbprint,
        Role role,
        @Nullable Instant created,
        @Nullable Instant notBefore,
        @Nullable Instant until) {

    /** The first of a file is the current one; the others with an {@code exp} are retired, those without are next. */
    static List<KeyNote> of(JWKSet keys) {
        List<KeyNote> notes = new ArrayList<>();
        for (JWK key : keys.getKeys()) {
            notes.add(of(key.toECKey(), role(key, notes.isEmpty())));
        }
        return List.copyOf(notes);
    }

    private static Role role(JWK key, boolean first) {
        return first ? Role.CURRENT : key.getExpirationTime() == null ? Role.NEXT : Role.RETIRED;
    }

    static KeyNote of(ECKey key, Role role) {
        return new KeyNote(
                key.getKeyID(),
                KeyPins.thumbprint(key),
                role,
                instant(key.getIssueTime()),
                instant(key.getNotBeforeTime()),
                instant(key.getExpirationTime()));
    }

    private static @Nullable Instant instant(@Nullable Date time) {
        return time == null ? null : time.toInstant();
    }

    /** Id and thumbprint, or what is both: keys made here are called by their thumbprint. */
    @Override
    public String toString() {
        return role.name().toLowerCase(Locale.ROOT) + " " + id
                + (id.equals(thumbprint) ? "" : " with thumbprint " + thumbprint);
    }

    /** What a key is there for. */
    public enum Role {
        /** New seals are made to it. */
        CURRENT,
        /** The current one some day: seals to it are opened already. */
        NEXT,
        /** No new seals; what was sealed to it is opened. */
        RETIRED
    }
}
