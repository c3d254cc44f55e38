package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.darkroom.diffusion.model.TextEncoderConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The CLIP text model: token ids in, one vector of hidden states per token out. Thread-safe. */
public final class TextEncoder implements AutoCloseable {
    /** Where the graph lies in a model folder. */
    public static final String FILE = "text_encoder/model.onnx";

    private static final String TOKENS = "input_ids";
    private static final String HIDDEN_STATES = "last_hidden_state";

    private final Graph graph;
    private final TextEncoderConfig config;
    private final int tokens;

    private TextEncoder(Graph graph, TextEncoderConfig config, int tokens) {
        this.graph = graph;
        this.config = config;
        this.tokens = tokens;
        graph.requireNoInputsBut(Set.of(TOKENS));
        TensorInfo ids = graph.input(TOKENS, OnnxJavaType.INT64, 2);
        graph.requireSize("input " + TOKENS, ids, 0, 1, "the number of texts encoded at a time");
        graph.requireSize("input " + TOKENS, ids, 1, tokens, "the tokenizer's model_max_length");
        TensorInfo states = graph.output(HIDDEN_STATES, OnnxJavaType.FLOAT, 3);
        graph.requireSize(
                "output " + HIDDEN_STATES, states, 2, config.hiddenSize(), "hidden_size of text_encoder/config.json");
    }

    /**
     * Loads {@link #FILE}.
     *
     * @param tokens length of every text, padding included
     * @throws io.darkroom.diffusion.model.ModelException if the graph is broken, does not fit {@code config} or is of a kind
     *     that is not supported
     */
    public static TextEncoder open(Path folder, TextEncoderConfig config, int tokens, int intraOpThreads) {
        Graph graph = Graph.open(folder, FILE, intraOpThreads);
        try {
            return new TextEncoder(graph, config, tokens);
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    /**
     * Encodes one text.
     *
     * @param ids as many as this encoder's {@code tokens}
     * @return the last hidden states, [tokens, hidden size] row-major
     */
    public float[] encode(int[] ids) {
        if (ids.length != tokens) {
            throw new IllegalArgumentException("ids must be " + tokens + " token ids");
        }
        // A text is encoded once a request, so its buffers are not worth keeping.
        try (LongTensor input = LongTensor.zeros(tokens);
                FloatTensor states = FloatTensor.zeros(1, tokens, config.hiddenSize())) {
            try {
                input.set(ids);
                graph.run(Map.of(TOKENS, input.tensor()), HIDDEN_STATES, states.tensor());
                float[] row = new float[tokens * config.hiddenSize()];
                states.getRow(0, row);
                return row;
            } finally {
                input.erase();
                states.erase();
            }
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
