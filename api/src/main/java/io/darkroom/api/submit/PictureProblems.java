package io.darkroom.api.submit;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.picture.PictureDecoder;
import io.darkroom.core.picture.PictureRefused;
import io.darkroom.core.picture.PictureSize;
import io.darkroom.core.privacy.PictureBytes;

/** Pictures that are refused, as their sender is told. */
final class PictureProblems {
    private PictureProblems() {}

    /** The size that the picture in {@code field} has by its header. */
    static PictureSize size(String field, PictureBytes picture) {
        try {
            return PictureDecoder.size(picture);
        } catch (PictureRefused e) {
            throw of(field, e);
        }
    }

    static ProblemException of(String field, PictureRefused refused) {
        return ProblemException.ofField(
                code(refused.reason()),
                field,
                "\"" + field + "\" " + refused.reason().rule());
    }

    private static ErrorCode code(PictureRefused.Reason reason) {
        return switch (reason) {
            case UNKNOWN_FORMAT, ANIMATED, RARE_KIND -> ErrorCode.PICTURE_FORMAT;
            case TOO_MANY_OCTETS, TOO_MANY_PIXELS -> ErrorCode.PICTURE_TOO_LARGE;
            case OTHER_SIZE -> ErrorCode.PICTURE_SIZE;
            case DAMAGED -> ErrorCode.INVALID_PICTURE;
            case ALPHA_ALONE -> ErrorCode.INVALID_MASK;
        };
    }
}
