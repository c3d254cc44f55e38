package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxTensor;
import io.darkroom.diffusion.model.TextEncoderConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A CLIP text model: token ids in, hidden states of any layer or the text as a whole out. Thread-safe. */
public final class TextEncoder implements AutoCloseable {
    /** The output of the last layer, normalised: [tokens, hidden size]. */
    public static final String LAST = "last_hidden_state";
    /** The text as a whole, projected: [projection size]. */
    public static final String POOLED = "text_embeds";

    private static final String TOKENS = "input_ids";

    private final Graph graph;
    private final TextEncoderConfig config;
    private final int tokens;
    private final Port ids;
    private final Batching batching;

    private TextEncoder(Graph graph, TextEncoderConfig config, int tokens) {
        this.graph = graph;
        this.config = config;
        this.tokens = tokens;
        ids = graph.input(TOKENS)
                .ofType(Elements.WHOLE)
                .ofRank(2)
                .ofSize(0, 1, "the number of texts encoded at a time")
                .ofSize(1, tokens, "the tokenizer's model_max_length");
        batching = new Batching(ids.size(0) != 1);
        graph.requireNoInputsBut(Set.of(TOKENS));
    }

    /**
     * Loads {@code model.onnx} of a part of a model folder.
     *
     * @param tokens length of every text, padding included
     * @throws io.darkroom.diffusion.model.ModelException if the graph is broken, does not fit {@code config} or is of a kind
     *     that is not supported
     * @throws EngineException if this runtime cannot do what {@code settings} ask for
     */
    public static TextEncoder open(Path folder, TextEncoderConfig config, int tokens, SessionSettings settings) {
        String file = config.part() + "/model.onnx";
        return Graph.open(folder, file, settings, graph -> new TextEncoder(graph, config, tokens));
    }

    /** The output of layer {@code i} as it is, 0 being the words' embeddings: [tokens, hidden size]. */
    public static String layer(int i) {
        return "hidden_states." + i;
    }

    /** Whether the graph gives that output. */
    public boolean gives(String output) {
        return graph.hasOutput(output);
    }

    /**
     * Refuses a graph that does not give what a model of this kind needs.
     *
     * @throws io.darkroom.diffusion.model.ModelException naming the output
     */
    public void require(String output) {
        port(output);
    }

    /**
     * Encodes texts, in one call unless the graph takes but one at a time.
     *
     * @param texts of each as many ids as this encoder's {@code tokens}
     * @param outputs what to compute, each one that {@link #gives}
     * @return for each text by output, row-major
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public List<Map<String, float[]>> encode(List<int[]> texts, Set<String> outputs, Cancellation cancellation) {
        return batching.run(texts, sharing -> encodeTogether(sharing, outputs, cancellation));
    }

    private List<Map<String, float[]>> encodeTogether(
            List<int[]> texts, Set<String> outputs, Cancellation cancellation) {
        // A text is encoded once a request, so its buffers are not worth keeping.
        Tensor input = ids.zeros(texts.size(), tokens);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try {
            outputs.forEach(output -> tensors.put(output, zeros(output, texts.size())));
            for (int row = 0; row < texts.size(); row++) {
                feed(input, row, texts.get(row));
            }
            Map<String, OnnxTensor> results = new LinkedHashMap<>();
            tensors.forEach((output, tensor) -> results.put(port(output).name(), tensor.head(texts.size())));
            graph.run(Map.of(TOKENS, input.head(texts.size())), results, cancellation);
            return rows(tensors, texts.size());
        } finally {
            input.erase();
            input.close();
            tensors.values().forEach(Tensor::erase);
            tensors.values().forEach(Tensor::close);
        }
    }

    private void feed(Tensor input, int row, int[] text) {
        if (text.length != tokens) {
            throw new IllegalArgumentException("a text must be " + tokens + " token ids");
        }
        for (int i = 0; i < tokens; i++) {
            input.set(row * tokens + i, text[i]);
        }
    }

    private static List<Map<String, float[]>> rows(Map<String, Tensor> tensors, int count) {
        List<Map<String, float[]>> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Map<String, float[]> row = new LinkedHashMap<>();
            for (Map.Entry<String, Tensor> output : tensors.entrySet()) {
                float[] values = new float[output.getValue().size() / count];
                output.getValue().getRow(i, values);
                row.put(output.getKey(), values);
            }
            rows.add(row);
        }
        return rows;
    }

    private Tensor zeros(String output, int texts) {
        return output.equals(POOLED)
                ? port(output).zeros(texts, config.projectionSize())
                : port(output).zeros(texts, tokens, config.hiddenSize());
    }

    private Port port(String output) {
        // Exporters disagree on the first output's name, not on its being the first.
        Port port = output.equals(LAST) ? graph.firstOutput(LAST) : graph.output(output);
        port.ofType(Elements.REAL);
        return output.equals(POOLED)
                ? port.ofRank(2).ofSize(1, config.projectionSize(), "projection_dim of " + config.file())
                : port.ofRank(3).ofSize(2, config.hiddenSize(), "hidden_size of " + config.file());
    }

    /** What the graph is fed. */
    public List<GraphInput> inputs() {
        return graph.declaredInputs();
    }

    @Override
    public void close() {
        graph.close();
    }
}
