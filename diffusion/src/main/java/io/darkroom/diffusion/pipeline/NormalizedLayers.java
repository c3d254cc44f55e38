package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.TextModel;
import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.onnx.TextEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Layers behind the encoder's final normalisation, from the last on: what Stable Diffusion 1.x and 2.x are conditioned on. */
final class NormalizedLayers implements TextLayers {
    private final TextEncoder encoder;
    private final int last;
    private final int maxSkip;
    private final Optional<FinalNorm> norm;

    NormalizedLayers(TextModel model, TextEncoder encoder) {
        this.encoder = encoder;
        last = model.encoder().layers();
        encoder.require(TextEncoder.LAST);
        norm = encoder.gives(TextEncoder.layer(last)) ? norm(model) : Optional.empty();
        int skip = 0;
        while (norm.isPresent() && skip < last - 1 && encoder.gives(TextEncoder.layer(last - skip - 1))) {
            skip++;
        }
        maxSkip = skip;
    }

    private Optional<FinalNorm> norm(TextModel model) {
        int[] ids = model.tokenizer().encode("a red circle on a blue background");
        Map<String, float[]> rows = encoder.encode(
                        List.of(ids), Set.of(TextEncoder.layer(last), TextEncoder.LAST), new Cancellation())
                .get(0);
        return FinalNorm.fit(
                rows.getOrDefault(TextEncoder.layer(last), new float[0]),
                rows.getOrDefault(TextEncoder.LAST, new float[0]),
                model.encoder().hiddenSize());
    }

    @Override
    public int maxSkip() {
        return maxSkip;
    }

    @Override
    public List<EncodedText> encode(List<int[]> ids, int skip, Cancellation cancellation) {
        String output = skip == 0 ? TextEncoder.LAST : TextEncoder.layer(last - skip);
        return encoder.encode(ids, Set.of(output), cancellation).stream()
                .map(row -> row.getOrDefault(output, new float[0]))
                .map(states -> encoded(states, skip))
                .toList();
    }

    private EncodedText encoded(float[] states, int skip) {
        if (skip > 0) {
            norm.orElseThrow().apply(states);
        }
        return new EncodedText(states, new float[0]);
    }
}
