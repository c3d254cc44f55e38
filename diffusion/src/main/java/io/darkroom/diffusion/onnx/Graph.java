package io.darkroom.diffusion.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.darkroom.diffusion.model.ModelException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One loaded ONNX file and what it says of its inputs and outputs. Thread-safe. */
final class Graph implements AutoCloseable {
    private final String file;
    private final OrtSession session;
    private final Map<String, NodeInfo> inputs;
    private final Map<String, NodeInfo> outputs;

    private Graph(String file, OrtSession session, Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs) {
        this.file = file;
        this.session = session;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /**
     * Loads a graph.
     *
     * @param file relative to {@code folder}
     */
    static Graph open(Path folder, String file, int intraOpThreads) {
        Path path = folder.resolve(file);
        try {
            OrtSession session = OnnxRuntime.open(path, intraOpThreads);
            return new Graph(file, session, session.getInputInfo(), session.getOutputInfo());
        } catch (OrtException e) {
            String why = String.valueOf(e.getMessage()).replace(path.toString(), file);
            throw new ModelException(file, "cannot be loaded: " + why);
        }
    }

    /** The tensor of that input, after checking its type and rank. */
    TensorInfo input(String name, OnnxJavaType type, int rank) {
        return tensor("input " + name, inputs.get(name), type, rank);
    }

    /** The tensor of that input, which must be there; nothing else is checked. */
    TensorInfo input(String name) {
        return tensor("input " + name, inputs.get(name));
    }

    /** The tensor of that output, after checking its type and rank. */
    TensorInfo output(String name, OnnxJavaType type, int rank) {
        return tensor("output " + name, outputs.get(name), type, rank);
    }

    /** The one output's name, whatever it is, else {@code usual}: exporters disagree on names, not on order. */
    String outputName(String usual) {
        return outputs.size() == 1 ? outputs.keySet().iterator().next() : usual;
    }

    /** The one input's name, whatever it is, else {@code usual}. */
    String inputName(String usual) {
        return inputs.size() == 1 ? inputs.keySet().iterator().next() : usual;
    }

    /** Refuses a graph that wants to be fed anything but {@code known}. */
    void requireNoInputsBut(Set<String> known) {
        for (String name : inputs.keySet()) {
            if (!known.contains(name)) {
                throw refused("input " + name + " is not supported");
            }
        }
    }

    /** Refuses a tensor whose dimension is fixed to anything but {@code size}. */
    void requireSize(String what, TensorInfo tensor, int axis, long size, String whose) {
        long given = tensor.getShape()[axis];
        if (given >= 0 && given != size) {
            throw refused(what + " has size " + given + " at dimension " + axis + ", but " + whose + " is " + size);
        }
    }

    /** Refuses a tensor whose dimension is fixed: such a graph draws one size only. */
    void requireDynamic(String what, TensorInfo tensor, int... axes) {
        for (int axis : axes) {
            long given = tensor.getShape()[axis];
            if (given >= 0) {
                throw refused(what + " is fixed to size " + given + " at dimension " + axis + ", but must be dynamic");
            }
        }
    }

    ModelException refused(String complaint) {
        return new ModelException(file, complaint);
    }

    /** Runs the graph; {@code output} is written in place. */
    void run(Map<String, OnnxTensor> feeds, String outputName, OnnxTensor output) {
        try (OrtSession.Result result = session.run(feeds, Map.of(outputName, output))) {
            // Closing the result frees what the runtime allocated for it; the pinned output stays ours.
        } catch (OrtException e) {
            throw new OnnxException(file, e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new OnnxException(file, e);
        }
    }

    private TensorInfo tensor(String what, @Nullable NodeInfo node, OnnxJavaType type, int rank) {
        TensorInfo tensor = tensor(what, node);
        requireType(what, tensor, type);
        if (tensor.getShape().length != rank) {
            throw refused(what + " has " + tensor.getShape().length + " dimensions, expected " + rank);
        }
        return tensor;
    }

    private TensorInfo tensor(String what, @Nullable NodeInfo node) {
        if (node == null) {
            throw refused(what + " is missing");
        }
        if (node.getInfo() instanceof TensorInfo tensor) {
            return tensor;
        }
        throw refused(what + " is not a tensor");
    }

    void requireType(String what, TensorInfo tensor, OnnxJavaType type) {
        if (tensor.type != type) {
            throw refused(what + " has type " + tensor.type + ", only " + type + " is supported");
        }
    }
}
