package io.darkroom.core.crypto;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Octets written one after the other, overwritten when this is closed. */
final class ErasedOctets extends ByteArrayOutputStream {
    ErasedOctets(int expectedSize) {
        super(expectedSize);
    }

    /** The first {@code length} octets, zeros where there are fewer. */
    byte[] copy(int length) {
        return Arrays.copyOf(buf, length);
    }

    @Override
    public void close() {
        Arrays.fill(buf, (byte) 0);
    }
}
