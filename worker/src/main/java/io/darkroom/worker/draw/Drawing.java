package io.darkroom.worker.draw;

import io.darkroom.core.job.JobSpec;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.pipeline.Picture;
import io.darkroom.diffusion.pipeline.PictureRequest;
import io.darkroom.diffusion.pipeline.PngEncoder;
import io.darkroom.diffusion.pipeline.Raster;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * The pictures of one job on their way from noise to PNG. It only asks the engine for steps: whose pictures share a step is
 * the engine's affair.
 */
final class Drawing implements AutoCloseable {
    private final StableDiffusion model;
    private final List<Picture> pictures;

    private Drawing(StableDiffusion model, List<Picture> pictures) {
        this.model = model;
        this.pictures = pictures;
    }

    /**
     * Begins the job's pictures from number {@code first} on.
     *
     * @throws UnusablePicture if the picture or the mask that came with the prompt cannot be drawn from
     */
    static Drawing begin(StableDiffusion model, JobSpec spec, PromptDocument document, int first) {
        try (Begin begin = new Begin(spec, document)) {
            PictureRequest request = begin.request(document.seed() + first);
            return new Drawing(model, engine(() -> model.begin(request, spec.images() - first)));
        }
    }

    int steps() {
        return pictures.get(0).steps();
    }

    int step() {
        return pictures.get(0).step();
    }

    int size() {
        return pictures.size();
    }

    boolean isFinished() {
        return pictures.get(0).isFinished();
    }

    /** One U-Net call for all of them. */
    void advance(Cancellation cancellation) {
        engine(() -> {
            model.step(pictures, cancellation);
            return Optional.empty();
        });
    }

    /** Decodes and encodes picture {@code i} of this drawing. */
    PictureBytes develop(int i, Cancellation cancellation) {
        return engine(() -> {
            Raster raster = model.decode(pictures.get(i), cancellation);
            try {
                return PictureBytes.takingOver(PngEncoder.encode(raster));
            } finally {
                Arrays.fill(raster.rgb(), (byte) 0);
            }
        });
    }

    private static <T> T engine(Supplier<T> call) {
        try {
            return call.get();
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EngineFailure(e);
        }
    }

    /** Overwrites what the pictures held. */
    @Override
    public void close() {
        pictures.forEach(Picture::close);
    }
}
