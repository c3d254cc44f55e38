package io.darkroom.diffusion.onnx;

import io.darkroom.diffusion.model.UnetConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The denoising network: noisy latents, timesteps and conditioning in, the predicted noise out. Thread-safe. */
public final class Unet implements AutoCloseable {
    /** Where the graph lies in a model folder. */
    public static final String FILE = "unet/model.onnx";

    static final String SAMPLE = "sample";
    static final String TIMESTEP = "timestep";
    static final String TEXT = "encoder_hidden_states";
    static final String POOLED_TEXT = "text_embeds";
    static final String TIME_IDS = "time_ids";
    static final String GUIDANCE = "timestep_cond";

    private final Graph graph;
    private final UnetConfig config;
    private final int tokens;
    private final IdleCalls idle = new IdleCalls();
    private final UnetPorts ports;

    private Unet(Graph graph, UnetConfig config, int tokens) {
        this.graph = graph;
        this.config = config;
        this.tokens = tokens;
        ports = new UnetPorts(graph, config, tokens);
    }

    /**
     * Loads {@link #FILE}.
     *
     * @param tokens length of a text's hidden states; a multiple of it is taken too if {@link #takesLongTexts}
     * @throws io.darkroom.diffusion.model.ModelException if the graph is broken, does not fit {@code config} or is of a kind
     *     that is not supported
     * @throws EngineException if this runtime cannot do what {@code settings} ask for
     */
    public static Unet open(Path folder, UnetConfig config, int tokens, SessionSettings settings) {
        return Graph.open(folder, FILE, settings, graph -> new Unet(graph, config, tokens));
    }

    /** Whether all rows of a call must be at the same timestep, the graph having but one. */
    public boolean oneTimestepPerCall() {
        return ports.timestep().onePerCall();
    }

    /** Whether the number of tokens is left open. */
    public boolean takesLongTexts() {
        return ports.text().size(1) < 0;
    }

    /**
     * Buffers for one call; close them when the predictions are read.
     *
     * @param rows batch rows, one for each latent and text
     * @param height in latent units
     * @param width in latent units
     * @param tokens length of every text
     */
    public UnetCall call(int rows, int height, int width, int tokens) {
        Shape shape = new Shape(rows, height, width, tokens);
        @Nullable Call kept = idle.take(shape);
        UnetCall call = kept != null ? (UnetCall) kept : new UnetCall(this, shape.roomy(), idle);
        return call.ofRows(rows);
    }

    /** Whether the graph can be run at all at that size, in latent units; it is run once on zeros. */
    public boolean accepts(int height, int width) {
        try {
            rehearse(1, height, width, new Cancellation());
            return true;
        } catch (OnnxException e) {
            return false;
        }
    }

    /**
     * Runs the graph once on zeros.
     *
     * @param rows batch rows
     * @param height in latent units
     * @param width in latent units
     */
    public void rehearse(int rows, int height, int width, Cancellation cancellation) {
        try (UnetCall call = call(rows, height, width, tokens)) {
            call.run(cancellation);
        }
    }

    /** Gives back the buffers that are kept for later calls. */
    public void freeBuffers() {
        idle.clear();
    }

    /** Length of a text that is not cut into chunks. */
    public int usualTokens() {
        return tokens;
    }

    /** Length of a text, from the size of its hidden states. */
    public int tokens(Conditioning conditioning) {
        return conditioning.row(TEXT).length / config.textSize();
    }

    Graph graph() {
        return graph;
    }

    UnetConfig config() {
        return config;
    }

    UnetPorts ports() {
        return ports;
    }

    /** What the graph is fed. */
    public List<GraphInput> inputs() {
        return graph.declaredInputs();
    }

    @Override
    public void close() {
        idle.close();
        graph.close();
    }
}
