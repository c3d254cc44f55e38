package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.ModelFolder;
import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.pipeline.Exposure.Plate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes of each request's picture and mask what its pictures start from. Thread-safe. */
final class CanvasMaker {
    private final ModelFolder folder;
    private final Optional<Exposure> exposure;

    CanvasMaker(ModelFolder folder, Graphs graphs) {
        this.folder = folder;
        exposure = graphs.vaeEncoder().map(encoder -> new Exposure(encoder, folder.vae()));
    }

    /** Those of each series; pictures of one size are encoded together. */
    List<Canvases> of(List<Series> all, Cancellation cancellation) {
        List<Plate> plates = new ArrayList<>();
        all.forEach(series -> plates.addAll(plates(series.request())));
        Iterator<LatentDistribution> exposed = plates.isEmpty()
                ? List.<LatentDistribution>of().iterator()
                : exposure.orElseThrow().expose(plates, cancellation).iterator();
        return all.stream().map(series -> canvases(series.request(), exposed)).toList();
    }

    /** What of a request is to be encoded: what it starts from, and what a U-Net that knows masks is to see of it. */
    private List<Plate> plates(PictureRequest request) {
        @Nullable Raster picture = request.initImage();
        List<Plate> plates = new ArrayList<>();
        if (picture != null && !(isShownMask(request) && isFromNoise(request))) {
            plates.add(new Plate(picture, null));
        }
        if (picture != null && isShownMask(request)) {
            plates.add(new Plate(picture, request.mask()));
        }
        return plates;
    }

    private Canvases canvases(PictureRequest request, Iterator<LatentDistribution> exposed) {
        @Nullable Mask mask = request.mask();
        if (request.initImage() == null) {
            return Canvases.blank();
        }
        if (mask == null) {
            return Canvases.painted(exposed.next());
        }
        float[] units = mask.latent(folder.vae().scale());
        if (!isShownMask(request)) {
            return Canvases.masked(exposed.next(), units, isFromNoise(request));
        }
        Canvases start = isFromNoise(request) ? Canvases.blank() : Canvases.painted(exposed.next());
        return Canvases.inpainting(start, exposed.next(), units);
    }

    private boolean isShownMask(PictureRequest request) {
        return request.mask() != null && folder.unet().isInpainting();
    }

    private static boolean isFromNoise(PictureRequest request) {
        return request.strength() == 1;
    }
}
