package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.UnetConfig;
import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.onnx.Conditioning;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of each request's texts what its pictures are drawn towards and away from. Thread-safe. */
final class GuidanceMaker {
    private final UnetConfig unet;
    private final TextStages texts;

    GuidanceMaker(UnetConfig unet, TextStages texts) {
        this.unet = unet;
        this.texts = texts;
    }

    /** One for each series; their texts are encoded together. */
    List<Guidance> of(List<Series> all, Cancellation cancellation) {
        List<Wording> wordings = new ArrayList<>();
        for (Series series : all) {
            PictureRequest request = series.request();
            int chunks = texts.chunks(request, isGuided(request));
            wordings.add(Wording.prompt(request, chunks));
            if (isGuided(request)) {
                wordings.add(Wording.negativePrompt(request, chunks));
            }
        }
        Iterator<Conditioning> encoded = texts.encode(wordings, cancellation).iterator();
        return all.stream().map(series -> guidance(series.request(), encoded)).toList();
    }

    /** How many chunks its texts are encoded as, those of no words included. */
    int chunks(PictureRequest request) {
        boolean guided = isGuided(request);
        return texts.chunks(request, guided) * (guided ? 2 : 1);
    }

    private Guidance guidance(PictureRequest request, Iterator<Conditioning> encoded) {
        Conditioning prompt = encoded.next();
        @Nullable Conditioning negativePrompt = isGuided(request) ? encoded.next() : null;
        if (unet.takesGuidance()) {
            prompt = prompt.withGuidance(GuidanceEmbedding.of(request.guidanceScale(), unet.guidanceSize()));
        }
        return new Guidance(
                request.guidanceScale(), request.guidanceRescale(), request.guidanceInterval(), prompt, negativePrompt);
    }

    /** A U-Net that is told the guidance scale draws with guidance in one pass. */
    private boolean isGuided(PictureRequest request) {
        return request.isGuided() && !unet.takesGuidance();
    }
}
