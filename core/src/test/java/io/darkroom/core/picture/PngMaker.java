package io.darkroom.core.picture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** PNG files that no honest program writes. */
final class PngMaker {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int AFTER_HEADER = SIGNATURE.length + 25;

    private PngMaker() {}

    /** A header of that size, hardly any pixels, and an end. */
    static byte[] empty(int width, int height) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        file.writeBytes(chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array()));
        file.writeBytes(chunk("IDAT", deflated(16)));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    /** The same file with a compressed text of so many octets. */
    static byte[] withText(byte[] file, int octets) {
        byte[] text = deflated(octets);
        byte[] data = ByteBuffer.allocate(3 + text.length)
                .put(new byte[] {'a', 0, 0})
                .put(text)
                .array();
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(file, 0, AFTER_HEADER);
        longer.writeBytes(chunk("zTXt", data));
        longer.write(file, AFTER_HEADER, file.length - AFTER_HEADER);
        return longer.toByteArray();
    }

    /** The same file with the checksums that its chunks should have, so that a decoder gets to see what is in them. */
    static byte[] mended(byte[] file) {
        if (!PngFile.isOne(file)) {
            return file;
        }
        ByteBuffer buffer = ByteBuffer.wrap(file);
        int at = SIGNATURE.length;
        while (at + 12 <= file.length) {
            int length = buffer.getInt(at);
            if (length < 0 || length > file.length - at - 12) {
                break;
            }
            CRC32 checksum = new CRC32();
            checksum.update(file, at + 4, 4 + length);
            buffer.putInt(at + 8 + length, (int) checksum.getValue());
            at += 12 + length;
        }
        return file;
    }

    private static byte[] chunk(String type, byte[] data) {
        CRC32 checksum = new CRC32();
        checksum.update(type.getBytes(US_ASCII));
        checksum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(type.getBytes(US_ASCII))
                .put(data)
                .putInt((int) checksum.getValue())
                .array();
    }

    /** So many zeros. */
    private static byte[] deflated(int octets) {
        Deflater deflater = new Deflater();
        deflater.setInput(new byte[octets]);
        deflater.finish();
        byte[] out = new byte[octets / 500 + 100];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }
}
