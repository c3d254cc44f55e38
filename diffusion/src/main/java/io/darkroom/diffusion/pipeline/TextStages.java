package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.ModelFolder;
import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.onnx.Conditioning;
import io.darkroom.diffusion.onnx.TextEncoder;
import java.util.ArrayList;
import java.util.List;

/** A model's text encoders, one or two, and what a U-Net is conditioned on by them. Thread-safe. */
final class TextStages {
    private final List<TextStage> stages;
    private final boolean pooled;
    private final boolean zerosForNoNegativePrompt;
    private final boolean longTexts;

    TextStages(ModelFolder folder, Graphs graphs) {
        this(folder, stages(folder, graphs.textEncoders()), graphs.unet().takesLongTexts());
    }

    /** @param longTexts whether the U-Net takes more than one chunk */
    TextStages(ModelFolder folder, List<TextStage> stages, boolean longTexts) {
        this.stages = stages;
        this.longTexts = longTexts;
        pooled = folder.index().isXl();
        zerosForNoNegativePrompt = folder.index().zerosForNoNegativePrompt();
    }

    private static List<TextStage> stages(ModelFolder folder, List<TextEncoder> encoders) {
        List<TextStage> stages = new ArrayList<>();
        for (int i = 0; i < encoders.size(); i++) {
            boolean last = i == encoders.size() - 1;
            stages.add(
                    folder.index().isXl()
                            ? TextStage.ofPenultimateLayer(folder.texts().get(i), encoders.get(i), last)
                            : TextStage.ofLastLayer(folder.texts().get(i), encoders.get(i)));
        }
        return stages;
    }

    /** Most layers of every encoder that can be skipped. */
    int maxClipSkip() {
        return stages.stream().mapToInt(TextStage::maxClipSkip).min().orElse(0);
    }

    /** Length that the request's texts are encoded to, since a U-Net wants prompt and negative prompt of one length. */
    int chunks(PictureRequest request, boolean guided) {
        if (!longTexts) {
            return 1;
        }
        return stages.stream()
                .mapToInt(stage ->
                        Math.max(stage.chunks(request.prompt()), guided ? stage.chunks(request.negativePrompt()) : 1))
                .max()
                .orElse(1);
    }

    /**
     * Encodes texts, those of several requests together.
     *
     * @return one for each
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    List<Conditioning> encode(List<Wording> wordings, Cancellation cancellation) {
        List<List<EncodedText>> byStage = new ArrayList<>();
        try {
            stages.forEach(stage -> byStage.add(stage.encode(wordings, cancellation)));
            List<Conditioning> conditionings = new ArrayList<>(wordings.size());
            for (int i = 0; i < wordings.size(); i++) {
                int text = i;
                conditionings.add(conditioning(
                        wordings.get(i),
                        byStage.stream().map(encoded -> encoded.get(text)).toList()));
            }
            return conditionings;
        } finally {
            byStage.forEach(encoded -> encoded.forEach(EncodedText::erase));
        }
    }

    private Conditioning conditioning(Wording wording, List<EncodedText> encoded) {
        Conditioning conditioning = pooled
                ? Conditioning.ofText(sideBySide(encoded))
                        .withPooledText(encoded.get(encoded.size() - 1).pooled().clone(), wording.timeIds())
                : Conditioning.ofText(encoded.get(0).states().clone());
        // Where there is no negative prompt, Stable Diffusion XL is trained to see zeros instead of the empty text.
        if (zerosForNoNegativePrompt && wording.isNoNegativePrompt()) {
            conditioning.eraseText();
        }
        return conditioning;
    }

    /** Each token's states of the first encoder, then those of the second. */
    private float[] sideBySide(List<EncodedText> encoded) {
        int size = stages.stream().mapToInt(TextStage::size).sum();
        int tokens = encoded.get(0).states().length / stages.get(0).size();
        float[] states = new float[tokens * size];
        int column = 0;
        for (int i = 0; i < stages.size(); i++) {
            int columns = stages.get(i).size();
            for (int token = 0; token < tokens; token++) {
                System.arraycopy(encoded.get(i).states(), token * columns, states, token * size + column, columns);
            }
            column += columns;
        }
        return states;
    }
}
