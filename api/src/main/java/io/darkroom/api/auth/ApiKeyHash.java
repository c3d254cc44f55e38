package io.darkroom.api.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * All that this service keeps of an API key. A key has 256 random bits, so a plain hash cannot be reversed by guessing.
 *
 * @param hex SHA-256 of the key, 64 lower-case digits
 */
record ApiKeyHash(String hex) {

    ApiKeyHash {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a key's hash has 64 lower-case hex digits");
        }
    }

    static ApiKeyHash of(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new ApiKeyHash(HexFormat.of().formatHex(digest.digest(key.getBytes(UTF_8))));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256");
        }
    }
}
