package io.darkroom.core.privacy;

import java.util.Arrays;

/**
 * An encoded picture (a whole file). It prints as {@code PictureBytes[hidden]}, compares by identity and is not a
 * record, for the reasons of {@link Prompt}. The array is owned by this object: it is neither copied in nor out.
 */
public final class PictureBytes implements AutoCloseable {
    private final byte[] encoded;

    private PictureBytes(byte[] encoded) {
        this.encoded = encoded;
    }

    /** Takes {@code encoded} over; the caller keeps no reference to it. */
    public static PictureBytes takingOver(byte[] encoded) {
        return new PictureBytes(encoded);
    }

    /** The file itself, not a copy. Who may call this is listed in ArchitectureTest. */
    public byte[] revealBytes() {
        return encoded;
    }

    /** Overwrites the bytes with zeros. */
    @Override
    public void close() {
        Arrays.fill(encoded, (byte) 0);
    }

    @Override
    public String toString() {
        return "PictureBytes[hidden]";
    }
}
