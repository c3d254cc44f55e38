package io.darkroom.diffusion.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One protocol buffers message, fields appended in the order of the calls. */
final class ProtobufMessage {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ProtobufMessage number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    ProtobufMessage text(int field, String text) {
        return content(field, text.getBytes(StandardCharsets.UTF_8));
    }

    ProtobufMessage message(int field, ProtobufMessage message) {
        return content(field, message.bytes());
    }

    ProtobufMessage content(int field, byte[] content) {
        varint(((long) field << 3) | 2);
        varint(content.length);
        bytes.writeBytes(content);
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
