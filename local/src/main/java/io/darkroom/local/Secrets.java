package io.darkroom.local;

import java.security.SecureRandom;
import java.util.Base64;

/** Random text that nobody guesses. */
public final class Secrets {
    private static final int BYTES = 32;

    private Secrets() {}

    /** 32 random bytes as 43 characters of base64url: letters, digits, {@code -} and {@code _}. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
