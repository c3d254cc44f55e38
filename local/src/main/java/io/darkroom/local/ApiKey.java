package io.darkroom.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A key to the REST API; those made here are {@code dk_} and 32 random bytes in base64url. It prints as {@code ApiKey[hidden]}. */
public final class ApiKey {
    private static final String PREFIX = "dk_";
    private static final Pattern FORM = Pattern.compile("[!-~]{1,512}");

    private final String text;

    private ApiKey(String text) {
        this.text = text;
    }

    /**
     * A key that somebody has.
     *
     * @throws IllegalArgumentException if it cannot be sent in a header
     */
    public static ApiKey of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("an API key is one word of ASCII");
        }
        return new ApiKey(text);
    }

    /** A key that nobody had before. */
    public static ApiKey generate() {
        return new ApiKey(PREFIX + Secrets.random());
    }

    /** The key itself, as a caller sends it. */
    public String reveal() {
        return text;
    }

    /** All that the API is told about it: SHA-256 of the whole text, in lower-case hex. */
    public String sha256Hex() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "ApiKey[hidden]";
    }
}
