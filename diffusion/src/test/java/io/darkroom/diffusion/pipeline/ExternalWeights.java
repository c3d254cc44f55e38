package io.darkroom.diffusion.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.function.BiConsumer;

/** Takes the weights out of a graph, as exporters do that keep them in a file of their own. */
final class ExternalWeights {
    /*
     * onnx.proto: ModelProto graph 7, GraphProto initializer 5, TensorProto raw_data 9, external_data 13, data_location 14
     * (1: external), StringStringEntryProto key 1, value 2.
     */
    private static final int GRAPH = 7;
    private static final int INITIALIZER = 5;
    private static final int RAW_DATA = 9;
    private static final int SMALLEST = 1024;

    private final String location;
    private final ByteArrayOutputStream weights = new ByteArrayOutputStream();

    private ExternalWeights(String location) {
        this.location = location;
    }

    /** Rewrites a graph so that it reads its larger weights from {@code location}, and returns what belongs there. */
    static byte[] takeOut(FolderCopy model, String graph, String location) {
        try {
            ExternalWeights taken = new ExternalWeights(location);
            ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(model.path(graph)));
            model.write(graph, copy(file, GRAPH, taken::graph).bytes());
            return taken.weights.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void graph(ByteBuffer graph, ProtobufMessage model) {
        model.message(GRAPH, copy(graph, INITIALIZER, this::tensor));
    }

    private void tensor(ByteBuffer tensor, ProtobufMessage graph) {
        graph.message(INITIALIZER, copy(tensor, RAW_DATA, this::data));
    }

    private void data(ByteBuffer data, ProtobufMessage tensor) {
        byte[] values = new byte[data.remaining()];
        data.get(values);
        if (values.length < SMALLEST) {
            tensor.content(RAW_DATA, values);
            return;
        }
        tensor.message(13, entry("location", location))
                .message(13, entry("offset", String.valueOf(weights.size())))
                .message(13, entry("length", String.valueOf(values.length)))
                .number(14, 1);
        weights.writeBytes(values);
    }

    private static ProtobufMessage entry(String key, String value) {
        return new ProtobufMessage().text(1, key).text(2, value);
    }

    /** A copy of a message whose field {@code changed} is left to {@code change}. */
    private static ProtobufMessage copy(
            ByteBuffer message, int changed, BiConsumer<ByteBuffer, ProtobufMessage> change) {
        ProtobufMessage copy = new ProtobufMessage();
        while (message.hasRemaining()) {
            long tag = varint(message);
            int field = (int) (tag >>> 3);
            if ((tag & 7) == 0) {
                copy.number(field, varint(message));
                continue;
            }
            // Numbers of fixed length do not occur in the messages copied.
            int length = (int) varint(message);
            ByteBuffer content = message.slice(message.position(), length);
            message.position(message.position() + length);
            if (field == changed) {
                change.accept(content, copy);
            } else {
                byte[] bytes = new byte[length];
                content.get(bytes);
                copy.content(field, bytes);
            }
        }
        return copy;
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = message.get();
            value |= (next & 0x7fL) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }
}
