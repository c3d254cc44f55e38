package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.TextModel;
import io.darkroom.diffusion.onnx.TextEncoder;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One text encoder of a model behind its tokenizer. Thread-safe. */
final class TextStage {
    private final TextModel model;
    private final TextEncoder encoder;
    private final String states;
    private final boolean pooled;

    private TextStage(TextModel model, TextEncoder encoder, String states, boolean pooled) {
        this.model = model;
        this.encoder = encoder;
        this.states = states;
        this.pooled = pooled;
        outputs().forEach(encoder::require);
    }

    /** The encoder of Stable Diffusion 1.x and 2.x, which is asked for its last layer. */
    static TextStage ofLastLayer(TextModel model, TextEncoder encoder) {
        return new TextStage(model, encoder, TextEncoder.LAST, false);
    }

    /**
     * One of the two of Stable Diffusion XL, which are asked for the last layer but one.
     *
     * @param pooled whether it is also asked for the text as a whole
     */
    static TextStage ofPenultimateLayer(TextModel model, TextEncoder encoder, boolean pooled) {
        String layer = TextEncoder.layer(model.encoder().layers() - 1);
        return new TextStage(model, encoder, layer, pooled);
    }

    /** Values per token. */
    int size() {
        return model.encoder().hiddenSize();
    }

    EncodedText encode(String text) {
        int[] ids = model.tokenizer().encode(text);
        try {
            Map<String, float[]> outputs = encoder.encode(ids, outputs());
            return new EncodedText(
                    outputs.getOrDefault(states, new float[0]), outputs.getOrDefault(TextEncoder.POOLED, new float[0]));
        } finally {
            Arrays.fill(ids, 0);
        }
    }

    private Set<String> outputs() {
        Set<String> outputs = new LinkedHashSet<>(Set.of(states));
        if (pooled) {
            outputs.add(TextEncoder.POOLED);
        }
        return outputs;
    }
}
