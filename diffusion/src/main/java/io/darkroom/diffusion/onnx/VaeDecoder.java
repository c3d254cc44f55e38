package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.darkroom.diffusion.model.VaeConfig;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The decoder of the variational autoencoder: a latent in, RGB in -1..1 out. Thread-safe. */
public final class VaeDecoder implements AutoCloseable {
    /** Where the graph lies in a model folder. */
    public static final String FILE = "vae_decoder/model.onnx";

    static final int COLOURS = 3;

    private final Graph graph;
    private final VaeConfig config;
    private final IdleCalls idle = new IdleCalls();
    private final String input;
    private final String output;

    private VaeDecoder(Graph graph, VaeConfig config) {
        this.graph = graph;
        this.config = config;
        input = graph.inputName("latent_sample");
        output = graph.outputName("sample");
        graph.requireNoInputsBut(Set.of(input));
        TensorInfo latent = graph.input(input, OnnxJavaType.FLOAT, 4);
        graph.requireDynamic("input " + input, latent, 2, 3);
        graph.requireSize("input " + input, latent, 0, 1, "the number of pictures decoded at a time");
        graph.requireSize(
                "input " + input, latent, 1, config.latentChannels(), "latent_channels of vae_decoder/config.json");
        TensorInfo picture = graph.output(output, OnnxJavaType.FLOAT, 4);
        graph.requireSize("output " + output, picture, 1, COLOURS, "the number of colours");
    }

    /**
     * Loads {@link #FILE}.
     *
     * @throws io.darkroom.diffusion.model.ModelException if the graph is broken, does not fit {@code config} or is of a kind
     *     that is not supported
     */
    public static VaeDecoder open(Path folder, VaeConfig config, int intraOpThreads) {
        Graph graph = Graph.open(folder, FILE, intraOpThreads);
        try {
            return new VaeDecoder(graph, config);
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    /**
     * Buffers for decoding one latent; close them when the picture is read.
     *
     * @param height in latent units
     * @param width in latent units
     */
    public VaeCall call(int height, int width) {
        Shape shape = new Shape(1, height, width);
        @Nullable Call kept = idle.take(shape);
        return kept != null ? (VaeCall) kept : new VaeCall(this, shape, idle);
    }

    /** Whether the graph gives a picture of the promised scale at that size, in latent units; it is run once on zeros. */
    public boolean accepts(int height, int width) {
        try (VaeCall call = call(height, width)) {
            call.run();
            return true;
        } catch (OnnxException e) {
            return false;
        }
    }

    Graph graph() {
        return graph;
    }

    String input() {
        return input;
    }

    String output() {
        return output;
    }

    VaeConfig config() {
        return config;
    }

    @Override
    public void close() {
        idle.close();
        graph.close();
    }
}
