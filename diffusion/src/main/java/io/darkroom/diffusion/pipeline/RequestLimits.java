package io.darkroom.diffusion.pipeline;

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
        checkRange("steps", request.steps(), 1, model.maxSteps());
        checkRange("images", images, 1, Integer.MAX_VALUE);
        float guidanceScale = request.guidanceScale();
        if (!(guidanceScale >= 0 && guidanceScale <= MAX_GUIDANCE_SCALE)) {
            throw new IllegalArgumentException(
                    "guidanceScale must be 0.." + MAX_GUIDANCE_SCALE + ", not " + guidanceScale);
        }
        if (!model.schedulers().contains(request.scheduler())) {
            throw new IllegalArgumentException("scheduler must be one of " + model.schedulers());
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
