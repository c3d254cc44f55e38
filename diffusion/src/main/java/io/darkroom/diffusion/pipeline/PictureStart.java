package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.ModelFolder;
import io.darkroom.diffusion.onnx.Cancellation;
import java.util.ArrayList;
import java.util.List;

/**
 * Begins the pictures of requests: encodes the texts and pictures of all of them together, and gives each picture its own
 * copies. Thread-safe.
 */
final class PictureStart {
    private final ModelFolder folder;
    private final SchedulerSet schedulers;
    private final GuidanceMaker guidances;
    private final CanvasMaker canvases;

    PictureStart(ModelFolder folder, Graphs graphs, SchedulerSet schedulers, TextStages texts) {
        this.folder = folder;
        this.schedulers = schedulers;
        guidances = new GuidanceMaker(folder.unet(), texts);
        canvases = new CanvasMaker(folder, graphs);
    }

    /** How many chunks of text are encoded for it. */
    int chunks(Series series) {
        return guidances.chunks(series.request());
    }

    /** The pictures of each series: all of them or, should anything fail, none. */
    List<List<Picture>> begin(List<Series> all, Cancellation cancellation) {
        List<Guidance> shared = guidances.of(all, cancellation);
        try {
            List<Canvases> grounds = canvases.of(all, cancellation);
            try {
                return begin(all, shared, grounds);
            } finally {
                grounds.forEach(Canvases::close);
            }
        } finally {
            shared.forEach(Guidance::erase);
        }
    }

    private List<List<Picture>> begin(List<Series> all, List<Guidance> shared, List<Canvases> grounds) {
        List<List<Picture>> begun = new ArrayList<>(all.size());
        try {
            for (int i = 0; i < all.size(); i++) {
                List<Picture> pictures = new ArrayList<>(all.get(i).images());
                begun.add(pictures);
                for (int image = 0; image < all.get(i).images(); image++) {
                    pictures.add(picture(
                            all.get(i).request(),
                            image,
                            grounds.get(i).next(),
                            shared.get(i).copy()));
                }
            }
            return begun;
        } catch (RuntimeException | OutOfMemoryError e) {
            begun.forEach(pictures -> pictures.forEach(Picture::close));
            throw e;
        }
    }

    private Picture picture(PictureRequest request, int number, Canvas canvas, Guidance guidance) {
        int scale = folder.vae().scale();
        long seed = request.seed() + number;
        return new Picture(
                new LatentShape(folder.unet().latentChannels(), request.height() / scale, request.width() / scale),
                seed,
                request.rng().generator(seed),
                new Course(schedulers.get(request.scheduler()).plan(request.steps()), request.skippedSteps()),
                canvas,
                guidance);
    }
}
