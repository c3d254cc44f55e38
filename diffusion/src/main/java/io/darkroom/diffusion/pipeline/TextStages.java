package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.ModelFolder;
import io.darkroom.diffusion.onnx.Conditioning;
import io.darkroom.diffusion.onnx.TextEncoder;
import java.util.ArrayList;
import java.util.List;

/** A model's text encoders, one or two, and what a U-Net is conditioned on by them. Thread-safe. */
final class TextStages {
    private final List<TextStage> stages = new ArrayList<>();
    private final boolean pooled;
    private final boolean zerosForNoNegativePrompt;

    TextStages(ModelFolder folder, List<TextEncoder> encoders) {
        pooled = folder.index().isXl();
        zerosForNoNegativePrompt = folder.index().zerosForNoNegativePrompt();
        for (int i = 0; i < encoders.size(); i++) {
            boolean last = i == encoders.size() - 1;
            stages.add(
                    pooled
                            ? TextStage.ofPenultimateLayer(folder.texts().get(i), encoders.get(i), last)
                            : TextStage.ofLastLayer(folder.texts().get(i), encoders.get(i)));
        }
    }

    Conditioning prompt(PictureRequest request) {
        return conditioning(request.prompt(), request);
    }

    /** Where there is no negative prompt, Stable Diffusion XL is trained to see zeros instead of the empty text. */
    Conditioning negativePrompt(PictureRequest request) {
        Conditioning conditioning = conditioning(request.negativePrompt(), request);
        if (zerosForNoNegativePrompt && request.negativePrompt().isEmpty()) {
            conditioning.eraseText();
        }
        return conditioning;
    }

    private Conditioning conditioning(String text, PictureRequest request) {
        List<EncodedText> encoded =
                stages.stream().map(stage -> stage.encode(text)).toList();
        if (!pooled) {
            return Conditioning.ofText(encoded.get(0).states());
        }
        float[] states = sideBySide(encoded);
        float[] whole = encoded.get(encoded.size() - 1).pooled().clone();
        encoded.forEach(EncodedText::erase);
        return Conditioning.ofText(states).withPooledText(whole, timeIds(request));
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

    /** Original size, upper left corner of the crop, target size: as if the picture had been trained on uncropped. */
    private static float[] timeIds(PictureRequest request) {
        return new float[] {request.height(), request.width(), 0, 0, request.height(), request.width()};
    }
}
