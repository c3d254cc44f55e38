package io.darkroom.diffusion.onnx;

import io.darkroom.diffusion.model.VaeConfig;
import java.nio.file.Path;
import java.util.List;

/** The decoder of the variational autoencoder: a latent in, RGB in -1..1 out. Thread-safe. */
public final class VaeDecoder implements AutoCloseable {
    /** Where the graph lies in a model folder. */
    public static final String FILE = "vae_decoder/model.onnx";

    static final int COLOURS = 3;

    private final ImageGraph graph;
    private final VaeConfig config;

    private VaeDecoder(Graph graph, VaeConfig config) {
        this.graph = new ImageGraph(graph, "latent_sample", "sample");
        this.config = config;
        this.graph.input().ofSize(1, config.latentChannels(), "latent_channels of vae_decoder/config.json");
        this.graph.output().ofSize(1, COLOURS, "the number of colours");
    }

    /**
     * Loads {@link #FILE}.
     *
     * @throws io.darkroom.diffusion.model.ModelException if the graph is broken, does not fit {@code config} or is of a kind
     *     that is not supported
     * @throws EngineException if this runtime cannot do what {@code settings} ask for
     */
    public static VaeDecoder open(Path folder, VaeConfig config, SessionSettings settings) {
        return Graph.open(folder, FILE, settings, graph -> new VaeDecoder(graph, config));
    }

    /**
     * Decodes latents of one size.
     *
     * @param latents already divided by the scaling factor: [channels, height, width] row-major each
     * @param height in latent units
     * @param width in latent units
     * @return a picture for each, about -1..1: [3, scale * height, scale * width] row-major
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public List<float[]> decode(List<float[]> latents, int height, int width, Cancellation cancellation) {
        return graph.apply(latent(height, width), latents, picture(height, width), cancellation);
    }

    /** Whether the graph gives a picture of the promised scale at that size, in latent units; it is run once on zeros. */
    public boolean accepts(int height, int width) {
        return graph.gives(latent(height, width), picture(height, width));
    }

    private Planes latent(int height, int width) {
        return new Planes(config.latentChannels(), height, width);
    }

    private Planes picture(int height, int width) {
        return new Planes(COLOURS, config.scale() * height, config.scale() * width);
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
