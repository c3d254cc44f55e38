package io.darkroom.diffusion.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of an ONNX graph whose values lie in another file.
 *
 * @param location that file, relative to the graph's folder, as the graph has it: not to be trusted
 * @param end number of bytes that the file must have for this tensor; 0 if the graph does not say
 */
record ExternalData(String location, long end) {
    /*
     * onnx.proto, the fields that lead to a tensor:
     *
     *   ModelProto      graph 7, functions 25              AttributeProto          t 5, g 6, tensors 10, graphs 11,
     *   FunctionProto   node 7, attribute_proto 11                                 sparse_tensor 22, sparse_tensors 23
     *   GraphProto      node 1, initializer 5,             SparseTensorProto       values 1, indices 2
     *                   sparse_initializer 15              TensorProto             external_data 13, data_location 14
     *   NodeProto       attribute 5                        StringStringEntryProto  key 1, value 2
     */
    private enum Message {
        MODEL,
        FUNCTION,
        GRAPH,
        NODE,
        ATTRIBUTE,
        SPARSE_TENSOR,
        TENSOR,
        ENTRY;

        @Nullable
        Message in(int field) {
            return switch (this) {
                case MODEL -> field == 7 ? GRAPH : field == 25 ? FUNCTION : null;
                case FUNCTION -> field == 7 ? NODE : field == 11 ? ATTRIBUTE : null;
                case GRAPH -> field == 1 ? NODE : field == 5 ? TENSOR : field == 15 ? SPARSE_TENSOR : null;
                case NODE -> field == 5 ? ATTRIBUTE : null;
                case ATTRIBUTE ->
                    switch (field) {
                        case 5, 10 -> TENSOR;
                        case 6, 11 -> GRAPH;
                        case 22, 23 -> SPARSE_TENSOR;
                        default -> null;
                    };
                case SPARSE_TENSOR -> field == 1 || field == 2 ? TENSOR : null;
                case TENSOR -> field == 13 ? ENTRY : null;
                case ENTRY -> null;
            };
        }
    }

    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int DATA_LOCATION = 14;
    private static final int EXTERNAL = 1;
    /** As protocol buffers' own readers, ONNX Runtime's among them. */
    private static final int DEEPEST = 100;

    /** All in a graph. From a file that is no graph those up to where it ceases to be one: ONNX Runtime refuses it anyway. */
    static List<ExternalData> in(Path graph) {
        List<ExternalData> found = new ArrayList<>();
        try (ProtobufReader reader = new ProtobufReader(graph)) {
            new Search(reader, found).message(Message.MODEL, Long.MAX_VALUE, 0);
        } catch (IOException e) {
            // The end of the file too: a model does not say how long it is.
        }
        return found;
    }

    private static final class Search {
        private final ProtobufReader reader;
        private final List<ExternalData> found;
        private final Map<String, String> entries = new HashMap<>();
        private String key = "";
        private String value = "";
        private long dataLocation;

        Search(ProtobufReader reader, List<ExternalData> found) {
            this.reader = reader;
            this.found = found;
        }

        void message(Message message, long end, int depth) throws IOException {
            if (depth > DEEPEST) {
                throw new IOException("messages within messages");
            }
            while (reader.position() < end) {
                field(message, end, depth);
            }
            if (message == Message.ENTRY) {
                entries.put(key, value);
            } else if (message == Message.TENSOR) {
                finishTensor();
            }
        }

        private void field(Message message, long end, int depth) throws IOException {
            long tag = reader.varint();
            int field = (int) (tag >>> 3);
            switch ((int) tag & 7) {
                case ProtobufReader.VARINT -> {
                    long number = reader.varint();
                    if (message == Message.TENSOR && field == DATA_LOCATION) {
                        dataLocation = number;
                    }
                }
                case ProtobufReader.FIXED64 -> reader.skip(Long.BYTES);
                case ProtobufReader.FIXED32 -> reader.skip(Integer.BYTES);
                case ProtobufReader.DELIMITED -> content(message, field, end, depth);
                default -> throw new IOException("a field of no known kind");
            }
        }

        private void content(Message message, int field, long end, int depth) throws IOException {
            long length = reader.varint();
            if (length < 0 || length > end - reader.position()) {
                throw new IOException("a field longer than its message");
            }
            Message inner = message.in(field);
            if (inner != null) {
                message(inner, reader.position() + length, depth + 1);
            } else if (message == Message.ENTRY && field == KEY) {
                key = reader.text(length);
            } else if (message == Message.ENTRY && field == VALUE) {
                value = reader.text(length);
            } else {
                reader.skip(length);
            }
        }

        private void finishTensor() {
            if (dataLocation == EXTERNAL) {
                long length = number("length");
                found.add(new ExternalData(
                        entries.getOrDefault("location", ""), length == 0 ? 0 : number("offset") + length));
            }
            entries.clear();
            dataLocation = 0;
        }

        private long number(String entry) {
            try {
                return Long.parseLong(entries.getOrDefault(entry, "0"));
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }
}
