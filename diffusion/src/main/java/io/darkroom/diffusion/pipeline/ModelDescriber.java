package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.ModelException;
import io.darkroom.diffusion.model.ModelFolder;
import io.darkroom.diffusion.onnx.Unet;

/** Works out what a model offers from its folder and from what its U-Net accepts. */
final class ModelDescriber {
    private static final int MIN_SIDE = 64;
    /** More steps than this change nothing that can be seen, and hold a worker for long. */
    private static final int MOST_STEPS = 150;

    private ModelDescriber() {}

    static ModelDescription describe(ModelFolder folder, Graphs graphs, SchedulerSet schedulers, int maxClipSkip) {
        Unet unet = graphs.unet();
        int scale = folder.vae().scale();
        ModelKind kind = ModelKind.of(folder);
        int sizeFactor = scale * latentFactor(folder, unet);
        int nativeSide = folder.unet().nativeSide() * scale;
        int maxSteps = Math.min(schedulers.trainSteps(), MOST_STEPS);
        return new ModelDescription(
                folder.name(),
                kind.label(),
                sizeFactor,
                nativeSide,
                nativeSide,
                roundUp(MIN_SIDE, sizeFactor),
                maxSide(nativeSide),
                kind.defaultSteps(),
                kind.defaultGuidanceScale(),
                schedulers.defaultName(),
                schedulers.names(),
                maxSteps,
                schedulers.stepRanges(maxSteps),
                Pipeline.of(folder.unet().isInpainting(), graphs.vaeEncoder().isPresent()),
                maxClipSkip);
    }

    /**
     * The smallest power of two that the latent's sides must be multiples of. Graphs differ: in one traced at a round size
     * each level doubles exactly, and a side that was halved unevenly does not fit its skip connection again; others were
     * exported to ask for the size. No file tells which it is, so the graph is tried.
     */
    private static int latentFactor(ModelFolder folder, Unet unet) {
        int least = MIN_SIDE / folder.vae().scale();
        for (int level = 0; level < folder.unet().levels(); level++) {
            int factor = 1 << level;
            int oddMultiple = (Math.max(1, least / factor) | 1) * factor;
            if (unet.accepts(oddMultiple, oddMultiple)) {
                return factor;
            }
        }
        throw new ModelException(Unet.FILE, "runs at none of the sizes tried, " + least + ".. in latent units");
    }

    /**
     * Attention takes memory by the fourth power of the side, about 4 GB in the usual decoder at 1024 pixels. So eight times
     * the native side is offered to small models only; large ones get 1024 or twice their native side.
     */
    private static int maxSide(int nativeSide) {
        return Math.max(Math.min(8 * nativeSide, 1024), 2 * nativeSide);
    }

    private static int roundUp(int value, int factor) {
        return (value + factor - 1) / factor * factor;
    }
}
