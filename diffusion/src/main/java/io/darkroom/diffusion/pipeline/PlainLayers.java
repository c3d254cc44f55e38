package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.TextModel;
import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.onnx.TextEncoder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Layers as they are, from the last but one on: what Stable Diffusion XL is conditioned on. */
final class PlainLayers implements TextLayers {
    private final TextEncoder encoder;
    private final int penultimate;
    private final int maxSkip;
    private final boolean pooled;

    /**
     * Checks that the graph gives them.
     *
     * @param pooled whether the text as a whole is asked for too
     */
    PlainLayers(TextModel model, TextEncoder encoder, boolean pooled) {
        this.encoder = encoder;
        this.pooled = pooled;
        penultimate = model.encoder().layers() - 1;
        encoder.require(TextEncoder.layer(penultimate));
        int skip = 0;
        while (skip < penultimate - 1 && encoder.gives(TextEncoder.layer(penultimate - skip - 1))) {
            skip++;
        }
        maxSkip = skip;
    }

    @Override
    public int maxSkip() {
        return maxSkip;
    }

    @Override
    public List<EncodedText> encode(List<int[]> ids, int skip, Cancellation cancellation) {
        String states = TextEncoder.layer(penultimate - skip);
        Set<String> outputs = new LinkedHashSet<>(Set.of(states));
        if (pooled) {
            outputs.add(TextEncoder.POOLED);
        }
        return encoder.encode(ids, outputs, cancellation).stream()
                .map(row -> new EncodedText(
                        row.getOrDefault(states, new float[0]), row.getOrDefault(TextEncoder.POOLED, new float[0])))
                .toList();
    }
}
