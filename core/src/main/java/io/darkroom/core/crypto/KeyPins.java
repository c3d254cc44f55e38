package io.darkroom.core.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keys that came by a way of their own, each by its thumbprint (RFC 7638, SHA-256, base64url): of those that a server hands out,
 * these alone are used. Without any pin every key is. A key's {@code kid} counts for nothing here. Immutable.
 */
public final class KeyPins {
    /** Whatever the server says. */
    public static final KeyPins NONE = new KeyPins(Set.of());

    private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Set<String> thumbprints;

    private KeyPins(Set<String> thumbprints) {
        this.thumbprints = thumbprints;
    }

    /**
     * Pins these thumbprints.
     *
     * @throws IllegalArgumentException if one of them is none
     */
    public static KeyPins of(Collection<String> thumbprints) {
        for (String thumbprint : thumbprints) {
            if (!THUMBPRINT.matcher(thumbprint).matches()) {
                throw new IllegalArgumentException("a thumbprint has 43 characters of base64url");
            }
        }
        return new KeyPins(Set.copyOf(thumbprints));
    }

    boolean admit(JWK key) {
        return thumbprints.isEmpty() || thumbprints.contains(thumbprint(key));
    }

    /** What a key is pinned by. */
    static String thumbprint(JWK key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }
}
