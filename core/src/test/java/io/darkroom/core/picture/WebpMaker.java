package io.darkroom.core.picture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Makes a lossless WebP bit by bit (RFC 9649, section 3), least significant bit first. */
final class WebpMaker {
    private static final int CODES_OF_A_GROUP = 5;
    private static final int MOST_GROUPS = 1 << 16;

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private int held;
    private int bits;

    /** A small picture that says it has as many groups of prefix codes as the format knows, each of one symbol. */
    static byte[] withMostTables(int width, int height) {
        WebpMaker maker = new WebpMaker();
        maker.put(0x2f, 8);
        maker.put(width - 1, 14);
        maker.put(height - 1, 14);
        maker.put(0, 4); // no alpha, version 0
        maker.put(0, 1); // no transform
        maker.put(0, 1); // no colour cache
        maker.put(1, 1); // several groups, by an image
        maker.put(0, 3); // one pixel for 4 x 4
        maker.put(0, 1); // no colour cache
        maker.code(0xff); // green and red together are the number of the group: the last one
        maker.code(0xff);
        for (int i = 2; i < CODES_OF_A_GROUP; i++) {
            maker.code(0);
        }
        for (int i = 0; i < MOST_GROUPS * CODES_OF_A_GROUP; i++) {
            maker.put(0b0001, 4);
        }
        return maker.file();
    }

    /** A code of one symbol of eight bits, which takes no bits. */
    private void code(int symbol) {
        put(0b101, 3);
        put(symbol, 8);
    }

    private void put(int value, int count) {
        for (int i = 0; i < count; i++) {
            held |= (value >> i & 1) << bits++;
            if (bits == Byte.SIZE) {
                octets.write(held);
                held = 0;
                bits = 0;
            }
        }
    }

    private byte[] file() {
        put(0, Byte.SIZE);
        byte[] data = octets.toByteArray();
        int length = data.length + data.length % 2;
        return ByteBuffer.allocate(20 + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(US_ASCII))
                .putInt(12 + length)
                .put("WEBPVP8L".getBytes(US_ASCII))
                .putInt(data.length)
                .put(Arrays.copyOf(data, length))
                .array();
    }
}
