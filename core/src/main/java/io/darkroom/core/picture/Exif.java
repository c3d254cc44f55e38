package io.darkroom.core.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The one thing that is read of a picture's Exif: how it is turned. What cannot be read counts as upright. */
final class Exif {
    /** How Exif begins in a JPEG; in other files it may. */
    static final byte[] PREFIX = {'E', 'x', 'i', 'f', 0, 0};

    private static final short LITTLE = 0x4949;
    private static final short BIG = 0x4d4d;
    private static final short TIFF = 42;
    private static final int ENTRY_OCTETS = 12;
    private static final short ORIENTATION = 274;
    private static final short SHORT = 3;

    private Exif() {}

    static boolean isExif(byte[] file, int offset, int length) {
        return length >= PREFIX.length && Arrays.equals(file, offset, offset + PREFIX.length, PREFIX, 0, PREFIX.length);
    }

    static Orientation orientation(byte[] file, int offset, int length) {
        int skipped = isExif(file, offset, length) ? PREFIX.length : 0;
        try {
            return orientation(
                    ByteBuffer.wrap(file, offset + skipped, length - skipped).slice());
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Orientation.UPRIGHT;
        }
    }

    private static Orientation orientation(ByteBuffer tiff) {
        short order = tiff.getShort();
        if (order != LITTLE && order != BIG) {
            return Orientation.UPRIGHT;
        }
        tiff.order(order == LITTLE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (tiff.getShort() != TIFF) {
            return Orientation.UPRIGHT;
        }
        tiff.position(tiff.getInt());
        int entries = Short.toUnsignedInt(tiff.getShort());
        int first = tiff.position();
        for (int i = 0; i < entries; i++) {
            int entry = first + i * ENTRY_OCTETS;
            if (tiff.getShort(entry) == ORIENTATION) {
                boolean plain = tiff.getShort(entry + 2) == SHORT && tiff.getInt(entry + 4) == 1;
                return plain ? Orientation.of(tiff.getShort(entry + 8)) : Orientation.UPRIGHT;
            }
        }
        return Orientation.UPRIGHT;
    }
}
