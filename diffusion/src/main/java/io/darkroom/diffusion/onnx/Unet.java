package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.darkroom.diffusion.model.UnetConfig;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The denoising network: noisy latents, a timestep and a text's hidden states in, the predicted noise out. Thread-safe. */
public final class Unet implements AutoCloseable {
    /** Where the graph lies in a model folder. */
    public static final String FILE = "unet/model.onnx";

    static final String SAMPLE = "sample";
    static final String TIMESTEP = "timestep";
    static final String TEXT = "encoder_hidden_states";

    private final Graph graph;
    private final UnetConfig config;
    private final int tokens;
    private final IdleCalls idle = new IdleCalls();
    private final String output;
    private final boolean scalarTimestep;
    private final boolean oneTimestepPerCall;

    private Unet(Graph graph, UnetConfig config, int tokens) {
        this.graph = graph;
        this.config = config;
        this.tokens = tokens;
        output = graph.outputName("out_sample");
        graph.requireNoInputsBut(Set.of(SAMPLE, TIMESTEP, TEXT));
        checkLatents("input sample", graph.input(SAMPLE, OnnxJavaType.FLOAT, 4));
        checkLatents("output " + output, graph.output(output, OnnxJavaType.FLOAT, 4));
        checkText();
        long[] timestep = checkTimestep();
        scalarTimestep = timestep.length == 0;
        oneTimestepPerCall = scalarTimestep || timestep[0] == 1;
    }

    /**
     * Loads {@link #FILE}.
     *
     * @param tokens length of the texts' hidden states
     * @throws io.darkroom.diffusion.model.ModelException if the graph is broken, does not fit {@code config} or is of a kind
     *     that is not supported
     */
    public static Unet open(Path folder, UnetConfig config, int tokens, int intraOpThreads) {
        Graph graph = Graph.open(folder, FILE, intraOpThreads);
        try {
            return new Unet(graph, config, tokens);
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    /** Whether all rows of a call must be at the same timestep, the graph having but one. */
    public boolean oneTimestepPerCall() {
        return oneTimestepPerCall;
    }

    /**
     * Buffers for one call; close them when the predictions are read.
     *
     * @param rows batch rows, one for each latent and text
     * @param height in latent units
     * @param width in latent units
     */
    public UnetCall call(int rows, int height, int width) {
        Shape shape = new Shape(rows, height, width);
        @Nullable Call kept = idle.take(shape);
        return kept != null ? (UnetCall) kept : new UnetCall(this, shape, idle);
    }

    /** Whether the graph can be run at all at that size, in latent units; it is run once on zeros. */
    public boolean accepts(int height, int width) {
        try (UnetCall call = call(1, height, width)) {
            call.run();
            return true;
        } catch (OnnxException e) {
            return false;
        }
    }

    Graph graph() {
        return graph;
    }

    String output() {
        return output;
    }

    int latentChannels() {
        return config.latentChannels();
    }

    int textSize() {
        return config.textSize();
    }

    int tokens() {
        return tokens;
    }

    long[] timestepShape(int rows) {
        if (scalarTimestep) {
            return new long[0];
        }
        return new long[] {oneTimestepPerCall ? 1 : rows};
    }

    @Override
    public void close() {
        idle.close();
        graph.close();
    }

    private void checkLatents(String what, TensorInfo tensor) {
        graph.requireDynamic(what, tensor, 0, 2, 3);
        graph.requireSize(what, tensor, 1, config.latentChannels(), "in_channels of unet/config.json");
    }

    private void checkText() {
        String what = "input " + TEXT;
        TensorInfo tensor = graph.input(TEXT, OnnxJavaType.FLOAT, 3);
        graph.requireDynamic(what, tensor, 0);
        graph.requireSize(what, tensor, 1, tokens, "the tokenizer's model_max_length");
        graph.requireSize(what, tensor, 2, config.textSize(), "cross_attention_dim of unet/config.json");
    }

    private long[] checkTimestep() {
        TensorInfo tensor = graph.input(TIMESTEP);
        graph.requireType("input " + TIMESTEP, tensor, OnnxJavaType.FLOAT);
        long[] shape = tensor.getShape();
        if (shape.length > 1 || (shape.length == 1 && shape[0] > 1)) {
            throw graph.refused("input timestep must be one number or one for each row");
        }
        return shape;
    }
}
