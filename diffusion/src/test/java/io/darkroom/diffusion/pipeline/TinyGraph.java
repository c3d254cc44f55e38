package io.darkroom.diffusion.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An ONNX file of a node or two, written by hand: graphs of kinds that the demo model is not. */
final class TinyGraph {
    /*
     * Protocol buffers' wire format and the field numbers of onnx.proto:
     *
     *   ModelProto      ir_version 1, graph 7, opset_import 8      OperatorSetIdProto  version 2
     *   GraphProto      node 1, name 2, input 11, output 12        NodeProto           input 1, output 2, op_type 4, attribute 5
     *   ValueInfoProto  name 1, type 2                             TypeProto           tensor_type 1
     *   Tensor          elem_type 1, shape 2                       TensorShapeProto    dim 1
     *   Dimension       dim_value 1, dim_param 2            AttributeProto      name 1, g 6, type 20 (5: graph)
     */
    static final int FLOAT = 1;

    private static final int WHOLE = 7;
    private static final int TRUTH = 9;
    static final int DOUBLE = 11;
    /** A dimension that is not fixed. */
    static final int ANY = -1;

    private final ProtobufMessage graph = new ProtobufMessage();

    private TinyGraph() {}

    /** A U-Net that predicts {@code sample * timestep}; its inputs are still to be given. */
    static TinyGraph unet() {
        return unet(FLOAT);
    }

    /** A U-Net of double precision, which no exporter writes. */
    static TinyGraph doubleUnet() {
        return unet(DOUBLE)
                .input("sample", DOUBLE, ANY, 4, ANY, ANY)
                .input("timestep", DOUBLE)
                .input("encoder_hidden_states", DOUBLE, ANY, ANY, 128);
    }

    private static TinyGraph unet(int type) {
        TinyGraph graph = new TinyGraph();
        ProtobufMessage node = new ProtobufMessage()
                .text(1, "sample")
                .text(1, "timestep")
                .text(2, "out_sample")
                .text(4, "Mul");
        graph.graph.message(1, node).text(2, "tiny");
        return graph.output("out_sample", type, ANY, ANY, ANY, ANY);
    }

    /** A graph that never ends by itself: it would hand on {@code input} for ever. Other inputs are still to be given. */
    static TinyGraph endless(String input, String output) {
        ProtobufMessage body = new ProtobufMessage()
                .message(
                        1,
                        new ProtobufMessage().text(1, "on").text(2, "still_on").text(4, "Identity"))
                .message(
                        1,
                        new ProtobufMessage().text(1, "before").text(2, "after").text(4, "Identity"))
                .text(2, "body")
                .message(11, value("round", WHOLE))
                .message(11, value("on", TRUTH))
                .message(11, value("before", FLOAT, ANY, ANY, ANY, ANY))
                .message(12, value("still_on", TRUTH))
                .message(12, value("after", FLOAT, ANY, ANY, ANY, ANY));
        ProtobufMessage node = new ProtobufMessage()
                .text(1, "")
                .text(1, "")
                .text(1, input)
                .text(2, output)
                .text(4, "Loop")
                .message(
                        5,
                        new ProtobufMessage().text(1, "body").message(6, body).number(20, 5));
        TinyGraph graph = new TinyGraph();
        graph.graph.message(1, node).text(2, "endless");
        return graph.input(input, FLOAT, ANY, 4, ANY, ANY).output(output, FLOAT, ANY, ANY, ANY, ANY);
    }

    /** That U-Net with every usual input but the timestep. */
    static TinyGraph usualUnet() {
        return unet().input("sample", FLOAT, ANY, 4, ANY, ANY).input("encoder_hidden_states", FLOAT, ANY, ANY, 128);
    }

    TinyGraph input(String name, int type, int... shape) {
        graph.message(11, value(name, type, shape));
        return this;
    }

    TinyGraph output(String name, int type, int... shape) {
        graph.message(12, value(name, type, shape));
        return this;
    }

    void write(Path file) {
        ProtobufMessage operators = new ProtobufMessage().number(2, 17);
        ProtobufMessage model =
                new ProtobufMessage().number(1, 8).message(7, graph).message(8, operators);
        try {
            Files.deleteIfExists(file);
            Files.write(file, model.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProtobufMessage value(String name, int type, int... shape) {
        ProtobufMessage dimensions = new ProtobufMessage();
        for (int i = 0; i < shape.length; i++) {
            ProtobufMessage dimension = new ProtobufMessage();
            dimensions.message(1, shape[i] == ANY ? dimension.text(2, name + i) : dimension.number(1, shape[i]));
        }
        ProtobufMessage tensor = new ProtobufMessage().number(1, type).message(2, dimensions);
        return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
    }
}
