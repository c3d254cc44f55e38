package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.ModelFolder;
import io.darkroom.diffusion.onnx.Conditioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins the pictures of a request: encodes its texts and its picture once, and gives each its own copies. Thread-safe. */
final class PictureStart {
    private final ModelFolder folder;
    private final SchedulerSet schedulers;
    private final TextStages texts;
    private final Optional<Exposure> exposure;

    PictureStart(ModelFolder folder, Graphs graphs, SchedulerSet schedulers, TextStages texts) {
        this.folder = folder;
        this.schedulers = schedulers;
        this.texts = texts;
        exposure = graphs.vaeEncoder().map(encoder -> new Exposure(encoder, folder.vae()));
    }

    /** Pictures of the seeds seed, seed + 1, … */
    List<Picture> begin(PictureRequest request, int images) {
        int chunks = texts.chunks(request, isGuided(request));
        Conditioning prompt = prompt(request, chunks);
        @Nullable Conditioning negativePrompt = isGuided(request) ? texts.negativePrompt(request, chunks) : null;
        try (Canvases canvases = canvases(request)) {
            List<Picture> pictures = new ArrayList<>(images);
            for (int i = 0; i < images; i++) {
                pictures.add(picture(request, request.seed() + i, canvases.next(), prompt, negativePrompt));
            }
            return List.copyOf(pictures);
        } finally {
            prompt.erase();
            if (negativePrompt != null) {
                negativePrompt.erase();
            }
        }
    }

    private Picture picture(
            PictureRequest request,
            long seed,
            Canvas canvas,
            Conditioning prompt,
            @Nullable Conditioning negativePrompt) {
        int scale = folder.vae().scale();
        return new Picture(
                new LatentShape(folder.unet().latentChannels(), request.height() / scale, request.width() / scale),
                seed,
                request.rng().generator(seed),
                new Course(schedulers.get(request.scheduler()).plan(request.steps()), request.skippedSteps()),
                canvas,
                new Guidance(
                        request.guidanceScale(),
                        request.guidanceRescale(),
                        prompt.copy(),
                        negativePrompt == null ? null : negativePrompt.copy()));
    }

    /** A U-Net that is told the guidance scale draws with guidance in one pass. */
    private boolean isGuided(PictureRequest request) {
        return request.isGuided() && !folder.unet().takesGuidance();
    }

    private Conditioning prompt(PictureRequest request, int chunks) {
        Conditioning prompt = texts.prompt(request, chunks);
        int size = folder.unet().guidanceSize();
        return size == 0 ? prompt : prompt.withGuidance(GuidanceEmbedding.of(request.guidanceScale(), size));
    }

    private Canvases canvases(PictureRequest request) {
        @Nullable Raster picture = request.initImage();
        if (picture == null) {
            return Canvases.blank();
        }
        Exposure encoder = exposure.orElseThrow();
        @Nullable Mask mask = request.mask();
        if (mask == null) {
            return Canvases.painted(encoder, picture);
        }
        float[] units = mask.latent(folder.vae().scale());
        boolean fromNoise = request.strength() == 1;
        if (!folder.unet().isInpainting()) {
            return Canvases.masked(encoder, picture, units, fromNoise);
        }
        Canvases start = fromNoise ? Canvases.blank() : Canvases.painted(encoder, picture);
        return Canvases.inpainting(start, encoder.expose(picture, mask), units);
    }
}
