package io.darkroom.diffusion.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.darkroom.diffusion.model.GraphFile;
import io.darkroom.diffusion.model.ModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
     * Loads a graph and makes of it what {@code use} makes; should that refuse it, it is closed again.
     *
     * @param file relative to {@code folder}
     */
    static <T> T open(Path folder, String file, SessionSettings settings, Function<Graph, T> use) {
        Graph graph = open(folder, file, settings);
        try {
            return use.apply(graph);
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    private static Graph open(Path folder, String file, SessionSettings settings) {
        Path path = folder.resolve(file);
        // ONNX Runtime checks its files too, but says so with the machine's own paths.
        GraphFile.read(folder, file);
        try {
            OrtSession session = OnnxRuntime.open(path, settings);
            return new Graph(file, session, session.getInputInfo(), session.getOutputInfo());
        } catch (OrtException e) {
            String why = String.valueOf(e.getMessage())
                    .replace(path.toString(), file)
                    .replace(folder + folder.getFileSystem().getSeparator(), "");
            throw new ModelException(file, "cannot be loaded: " + why);
        }
    }

    /** The input of that name, which must be there. */
    Port input(String name) {
        return port("input", name, inputs.get(name));
    }

    /** Every input, in the graph's order. */
    List<GraphInput> declaredInputs() {
        return inputs.keySet().stream().map(name -> input(name).declaration()).toList();
    }

    /** The one input, whatever its name, else the {@code usual} one: exporters disagree on names, not on order. */
    Port onlyInput(String usual) {
        return input(inputs.size() == 1 ? inputs.keySet().iterator().next() : usual);
    }

    /** The output of that name, which must be there. */
    Port output(String name) {
        return port("output", name, outputs.get(name));
    }

    /** The output of that name, or the first, whatever its name. */
    Port firstOutput(String usual) {
        boolean named = outputs.containsKey(usual) || outputs.isEmpty();
        return output(named ? usual : outputs.keySet().iterator().next());
    }

    boolean hasOutput(String name) {
        return outputs.containsKey(name);
    }

    /** Refuses a graph that wants to be fed anything but {@code known}. */
    void requireNoInputsBut(Set<String> known) {
        for (String name : inputs.keySet()) {
            if (!known.contains(name)) {
                throw new ModelException(file, "input " + name + " is not supported");
            }
        }
    }

    /** Runs the graph unless it is cancelled; {@code results} are written in place. */
    void run(Map<String, OnnxTensor> feeds, Map<String, OnnxTensor> results, Cancellation cancellation) {
        try {
            cancellation.run(session, feeds, results);
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

    private Port port(String side, String name, @Nullable NodeInfo node) {
        if (node == null) {
            throw new ModelException(file, side + " " + name + " is missing");
        }
        if (node.getInfo() instanceof TensorInfo tensor) {
            return new Port(file, side, name, tensor);
        }
        throw new ModelException(file, side + " " + name + " is not a tensor");
    }
}
