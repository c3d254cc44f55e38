package io.darkroom.core.crypto;

import java.util.Arrays;

/**
 * Padding that hides the size of a picture file within a class, as ISO/IEC 7816-4 writes it: the file, one octet 80, and as
 * many octets 00 as it takes.
 *
 * <p>Classes lie a quarter of a power of two apart, and at least {@value #SMALLEST} octets: 4096, 8192, 12288, 16384, 20480,
 * 24576, 28672, 32768, 40960, … So a file grows by a quarter at most, some 11 percent as a rule, beyond 16 KiB.
 */
final class PicturePadding {
    static final int SMALLEST = 4096;
    private static final byte END = (byte) 0x80;

    private PicturePadding() {}

    /** A padded copy of {@code file}; whoever asked for it erases it. */
    static byte[] pad(byte[] file) {
        byte[] padded = Arrays.copyOf(file, sizeClass(file.length + 1));
        padded[file.length] = END;
        return padded;
    }

    static int sizeClass(int octets) {
        int step = Math.max(SMALLEST, Integer.highestOneBit(octets) / 4);
        return Math.multiplyExact((octets + step - 1) / step, step);
    }

    /**
     * A copy of the file within {@code padded}.
     *
     * @throws SealException if it is not padded so
     */
    static byte[] strip(byte[] padded) {
        int end = padded.length - 1;
        while (end >= 0 && padded[end] == 0) {
            end--;
        }
        if (end < 0 || padded[end] != END) {
            throw new SealException("cannot open");
        }
        return Arrays.copyOf(padded, end);
    }
}
