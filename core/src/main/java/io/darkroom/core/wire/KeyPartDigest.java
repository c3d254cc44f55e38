package io.darkroom.core.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells a job's record from an earlier one under the same id, whose key part was destroyed: the record has it as a header, and
 * the job's hash as a field. Nothing can be learnt from it, since a key part is nothing that could be guessed.
 *
 * @param hex the first 16 octets of SHA-256 over the key part
 */
public record KeyPartDigest(String hex) {
    /** Name of the record's header. */
    public static final String HEADER = "key-part-digest";

    private static final int OCTETS = 16;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{" + 2 * OCTETS + "}");

    /** Of a sealed prompt's key part. */
    public static KeyPartDigest of(String keyPart) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(keyPart.getBytes(US_ASCII));
            return new KeyPartDigest(HexFormat.of().formatHex(whole, 0, OCTETS));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256");
        }
    }

    /** Reads a header's value; empty for anything that is none. */
    public static Optional<KeyPartDigest> parse(byte @Nullable [] header) {
        if (header == null || header.length != 2 * OCTETS) {
            return Optional.empty();
        }
        String text = new String(header, US_ASCII);
        return HEX.matcher(text).matches() ? Optional.of(new KeyPartDigest(text)) : Optional.empty();
    }

    /** The header's value. */
    public byte[] header() {
        return hex.getBytes(US_ASCII);
    }
}
