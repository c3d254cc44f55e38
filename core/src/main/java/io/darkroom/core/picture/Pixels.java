package io.darkroom.core.picture;

import java.util.Arrays;

/**
 * A decoded picture or mask: one octet a value, rows from top to bottom. It prints as {@code Pixels[hidden]} and is not a
 * record, for the reasons of {@link io.darkroom.core.privacy.Prompt}. The array is neither copied in nor out.
 */
public final class Pixels implements AutoCloseable {
    private final int width;
    private final int height;
    private final byte[] values;

    Pixels(PictureSize size, byte[] values) {
        this.width = size.width();
        this.height = size.height();
        this.values = values;
    }

    /** Pixels from left to right. */
    public int width() {
        return width;
    }

    /** Pixels from top to bottom. */
    public int height() {
        return height;
    }

    /**
     * The values themselves, not a copy: red, green and blue of each pixel of a picture, the gray of each pixel of a mask.
     * Who may call this is listed in ArchitectureTest.
     */
    public byte[] revealValues() {
        return values;
    }

    /** Overwrites the values with zeros. */
    @Override
    public void close() {
        Arrays.fill(values, (byte) 0);
    }

    @Override
    public String toString() {
        return "Pixels[hidden]";
    }
}
