package io.darkroom.diffusion.onnx;

import io.darkroom.diffusion.model.VaeConfig;
import java.nio.file.Path;
import java.util.List;

/** The encoder of the variational autoencoder: RGB in -1..1 in, the distribution of its latent out. Thread-safe. */
public final class VaeEncoder implements AutoCloseable {
    /** Where the graph lies in a model folder, if it has one. */
    public static final String FILE = "vae_encoder/model.onnx";

    private final ImageGraph graph;
    private final VaeConfig config;

    private VaeEncoder(Graph graph, VaeConfig config) {
        this.graph = new ImageGraph(graph, "sample", "latent_parameters");
        this.config = config;
        this.graph.input().ofSize(1, VaeDecoder.COLOURS, "the number of colours");
        if (!samplesItself()) {
            int parameters = 2 * config.latentChannels();
            this.graph.output().ofSize(1, parameters, "twice latent_channels of vae_decoder/config.json");
        }
    }

    /**
     * Loads {@link #FILE}.
     *
     * @throws io.darkroom.diffusion.model.ModelException if the graph is broken, does not fit {@code config} or is of a kind
     *     that is not supported
     * @throws EngineException if this runtime cannot do what {@code settings} ask for
     */
    public static VaeEncoder open(Path folder, VaeConfig config, SessionSettings settings) {
        return Graph.open(folder, FILE, settings, graph -> new VaeEncoder(graph, config));
    }

    /**
     * Whether the graph draws the latent with a generator of its own, as optimum's did of old. No seed repeats such a
     * picture, so it is of no use here.
     */
    public boolean samplesItself() {
        return graph.output().size(1) == config.latentChannels();
    }

    /**
     * Encodes pictures of one size.
     *
     * @param pictures -1..1, [3, scale * height, scale * width] row-major each
     * @param height in latent units
     * @param width in latent units
     * @return for each: means, then logarithms of variances, not yet scaled, [2 * channels, height, width] row-major
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public List<float[]> encode(List<float[]> pictures, int height, int width, Cancellation cancellation) {
        return graph.apply(picture(height, width), pictures, parameters(height, width), cancellation);
    }

    /** Whether the graph gives a latent of the promised scale at that size, in latent units; it is run once on zeros. */
    public boolean accepts(int height, int width) {
        return graph.gives(picture(height, width), parameters(height, width));
    }

    private Planes picture(int height, int width) {
        return new Planes(VaeDecoder.COLOURS, config.scale() * height, config.scale() * width);
    }

    private Planes parameters(int height, int width) {
        return new Planes(2 * config.latentChannels(), height, width);
    }

    /** Gives back the buffers that are kept for later calls. */
    public void freeBuffers() {
        graph.freeBuffers();
    }

    /** What the graph is fed. */
    public List<GraphInput> inputs() {
        return graph.graph().declaredInputs();
    }

    @Override
    public void close() {
        graph.close();
    }
}
