package io.darkroom.diffusion.pipeline;

import org.jspecify.annotations.Nullable;

/** Refuses requests that a model cannot draw, naming parameter and limit and never the request's own texts. */
final class RequestLimits {
    private static final float MAX_GUIDANCE_SCALE = 100;

    private final ModelDescription model;

    RequestLimits(ModelDescription model) {
        this.model = model;
    }

    void check(PictureRequest request, int images) {
        checkSide("width", request.width());
        checkSide("height", request.height());
        checkRange("images", images, 1, Integer.MAX_VALUE);
        checkRange("clipSkip", request.clipSkip(), 0, model.maxClipSkip());
        float guidanceScale = request.guidanceScale();
        if (!(guidanceScale >= 0 && guidanceScale <= MAX_GUIDANCE_SCALE)) {
            throw new IllegalArgumentException(
                    "guidanceScale must be 0.." + MAX_GUIDANCE_SCALE + ", not " + guidanceScale);
        }
        float guidanceRescale = request.guidanceRescale();
        if (!(guidanceRescale >= 0 && guidanceRescale <= 1)) {
            throw new IllegalArgumentException("guidanceRescale must be 0..1, not " + guidanceRescale);
        }
        GuidanceInterval interval = request.guidanceInterval();
        if (!(interval.from() >= 0 && interval.from() <= interval.to() && interval.to() <= 1)) {
            throw new IllegalArgumentException(
                    "guidanceInterval must be 0..1 and in order, not " + interval.from() + ".." + interval.to());
        }
        if (!model.schedulers().contains(request.scheduler())) {
            throw new IllegalArgumentException("scheduler must be one of " + model.schedulers());
        }
        StepRange steps = model.steps(request.scheduler());
        checkRange("steps", request.steps(), steps.min(), steps.max());
        checkPictures(request);
    }

    private void checkPictures(PictureRequest request) {
        @Nullable Raster picture = request.initImage();
        @Nullable Mask mask = request.mask();
        if (mask != null && picture == null) {
            throw new IllegalArgumentException("mask needs an initImage");
        }
        Pipeline pipeline = mask != null ? Pipeline.INPAINT : picture != null ? Pipeline.IMG2IMG : Pipeline.TXT2IMG;
        if (!model.pipelines().contains(pipeline)) {
            throw new IllegalArgumentException(pipeline.refusal());
        }
        if (picture != null) {
            checkSize("initImage", picture.width(), picture.height(), request);
            checkStrength(request);
        }
        if (mask != null) {
            checkSize("mask", mask.width(), mask.height(), request);
        }
    }

    private static void checkStrength(PictureRequest request) {
        double strength = request.strength();
        if (!(strength > 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength must be above 0 and at most 1, not " + strength);
        }
        if (request.skippedSteps() == request.steps()) {
            throw new IllegalArgumentException(
                    "strength must leave a step: at least " + 1.0 / request.steps() + " of " + request.steps());
        }
    }

    private static void checkSize(String parameter, int width, int height, PictureRequest request) {
        if (width != request.width() || height != request.height()) {
            throw new IllegalArgumentException(parameter + " must be " + request.width() + "x" + request.height()
                    + " as the picture is, not " + width + "x" + height);
        }
    }

    private void checkSide(String parameter, int side) {
        checkRange(parameter, side, model.minSide(), model.maxSide());
        if (side % model.sizeFactor() != 0) {
            throw new IllegalArgumentException(
                    parameter + " must be a multiple of " + model.sizeFactor() + ", not " + side);
        }
    }

    private static void checkRange(String parameter, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(parameter + " must be " + least + ".." + most + ", not " + value);
        }
    }
}
