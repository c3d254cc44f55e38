package io.darkroom.api.submit;

import static io.darkroom.api.submit.JobRequest.INIT_IMAGE;
import static io.darkroom.api.submit.JobRequest.MASK;
import static io.darkroom.api.submit.JobRequest.STRENGTH;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.job.Pipeline;
import io.darkroom.core.picture.PictureSize;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.wire.ModelOffer;
import org.jspecify.annotations.Nullable;

/**
 * What a job starts from: text alone, a picture, or a picture and a mask. Held to what the model draws, by the pictures'
 * headers alone.
 *
 * @param pipeline that follows from what was sent
 * @param size of the picture; null from text alone
 */
record StartingPoint(Pipeline pipeline, @Nullable PictureSize size) {
    static StartingPoint of(JobRequest request, ModelOffer model) {
        if (request.pipeline() == Pipeline.UNTOLD) {
            return new StartingPoint(Pipeline.UNTOLD, null);
        }
        PictureBytes picture = request.initImage();
        PictureBytes mask = request.mask();
        if (picture == null) {
            return fromText(request, model);
        }
        Pipeline pipeline = request.pipeline();
        requireDrawn(pipeline, model);
        PictureSize size = PictureProblems.size(INIT_IMAGE, picture);
        if (mask != null && !PictureProblems.size(MASK, mask).equals(size)) {
            throw ProblemException.ofField(
                    ErrorCode.PICTURE_SIZE, MASK, "\"mask\" must be as wide and as high as \"init_image\"");
        }
        return new StartingPoint(pipeline, size);
    }

    private static StartingPoint fromText(JobRequest request, ModelOffer model) {
        if (request.mask() != null) {
            throw required(INIT_IMAGE, "\"init_image\" is required with \"mask\"");
        }
        if (request.strength() != null) {
            throw required(INIT_IMAGE, "\"init_image\" is required with \"strength\"");
        }
        if (!model.draws(Pipeline.TXT2IMG)) {
            throw required(INIT_IMAGE, "\"init_image\" and \"mask\" are required: this model only inpaints");
        }
        return new StartingPoint(Pipeline.TXT2IMG, null);
    }

    private static void requireDrawn(Pipeline pipeline, ModelOffer model) {
        if (model.draws(pipeline)) {
            return;
        }
        if (model.draws(Pipeline.INPAINT)) {
            throw required(MASK, "\"mask\" is required: this model only inpaints");
        }
        throw ProblemException.ofField(
                ErrorCode.PIPELINE_NOT_SUPPORTED,
                INIT_IMAGE,
                "\"init_image\" must be left out: this model has no encoder for pictures. GET /v1/models tells the"
                        + " pipelines of each");
    }

    private static ProblemException required(String field, String detail) {
        return ProblemException.ofField(ErrorCode.FIELD_REQUIRED, field, detail);
    }

    /** Width or height: as asked, else that of the picture, else the model's own. */
    int width(@Nullable Long asked, ModelOffer model) {
        return side(JobRequest.WIDTH, asked, size == null ? null : size.width(), model.defaultWidth(), model);
    }

    /** As {@link #width}. */
    int height(@Nullable Long asked, ModelOffer model) {
        return side(JobRequest.HEIGHT, asked, size == null ? null : size.height(), model.defaultHeight(), model);
    }

    private static int side(
            String field, @Nullable Long asked, @Nullable Integer picture, int otherwise, ModelOffer model) {
        if (asked == null && picture != null) {
            requireFit(picture, model);
            return picture;
        }
        int side = Ranges.within(field, asked, otherwise, model.minSide(), model.maxSide());
        if (side % model.sizeFactor() != 0) {
            throw ProblemException.ofField(
                    ErrorCode.NOT_A_MULTIPLE, field, "\"" + field + "\" must be a multiple of " + model.sizeFactor());
        }
        if (picture != null && picture != side) {
            throw ProblemException.ofField(
                    ErrorCode.PICTURE_SIZE,
                    INIT_IMAGE,
                    "\"init_image\" must be of the \"width\" and \"height\" asked for; they may be left out");
        }
        return side;
    }

    private static void requireFit(int side, ModelOffer model) {
        if (side < model.minSide() || side > model.maxSide() || side % model.sizeFactor() != 0) {
            throw ProblemException.ofField(
                    ErrorCode.PICTURE_SIZE,
                    INIT_IMAGE,
                    "\"init_image\" must be from " + model.minSide() + " to " + model.maxSide()
                            + " pixels wide and high, both multiples of " + model.sizeFactor());
        }
    }

    /** The share of the steps that is taken, at least one step; 0 if it is for the worker to say. */
    double strength(@Nullable Double asked, int steps) {
        if (asked == null) {
            return pipeline == Pipeline.UNTOLD ? 0 : pipeline.defaultStrength(steps);
        }
        if (!(asked > 0 && asked <= 1)) {
            throw ProblemException.ofField(
                    ErrorCode.OUT_OF_RANGE, STRENGTH, "\"strength\" must be above 0 and at most 1");
        }
        if (!takesAStep(asked, steps)) {
            throw ProblemException.ofField(
                    ErrorCode.OUT_OF_RANGE,
                    STRENGTH,
                    "\"strength\" must be at least " + leastStrength(steps) + " to leave one of " + steps + " steps");
        }
        return asked;
    }

    private static boolean takesAStep(double strength, int steps) {
        return (int) (steps * strength) > 0;
    }

    /** In thousandths, so that it can be read. */
    private static double leastStrength(int steps) {
        return Math.ceil(1000.0 / steps) / 1000;
    }
}
