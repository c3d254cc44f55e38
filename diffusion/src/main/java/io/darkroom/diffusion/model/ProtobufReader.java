package io.darkroom.diffusion.model;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Protocol buffers' wire format, read from front to back; what nobody asks for is passed over, not held. */
final class ProtobufReader implements AutoCloseable {
    /** The kinds of fields, of which the format knows two more that no one has written for long. */
    static final int VARINT = 0;

    static final int FIXED64 = 1;
    static final int DELIMITED = 2;
    static final int FIXED32 = 5;

    private static final int LONGEST_TEXT = 4096;

    private final InputStream in;
    private long position;

    ProtobufReader(Path file) throws IOException {
        in = new BufferedInputStream(Files.newInputStream(file));
    }

    /** Bytes read and passed over so far. */
    long position() {
        return position;
    }

    /** A whole number of up to 64 bits. */
    long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("ends within a number");
            }
            position++;
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("a number of more than 64 bits");
    }

    String text(long length) throws IOException {
        if (length > LONGEST_TEXT) {
            throw new IOException("a text of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes((int) length);
        position += bytes.length;
        if (bytes.length < length) {
            throw new EOFException("ends within a text");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void skip(long length) throws IOException {
        in.skipNBytes(length);
        position += length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
