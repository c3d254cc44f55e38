package io.darkroom.worker.draw;

import io.darkroom.core.job.FailureCode;
import io.darkroom.core.picture.PictureRefused;

/** A prompt document, or a picture within it, that cannot be drawn from. Trying again would not help. */
final class UnusableDocument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    UnusableDocument(FailureCode code) {
        super(code.wireName(), null, false, false);
        this.code = code;
    }

    static UnusableDocument of(PictureRefused refused) {
        return new UnusableDocument(
                switch (refused.reason()) {
                    case UNKNOWN_FORMAT, ANIMATED, RARE_KIND -> FailureCode.PICTURE_FORMAT;
                    case TOO_MANY_OCTETS, TOO_MANY_PIXELS -> FailureCode.PICTURE_TOO_LARGE;
                    case OTHER_SIZE -> FailureCode.PICTURE_SIZE;
                    case DAMAGED -> FailureCode.INVALID_PICTURE;
                    case ALPHA_ALONE -> FailureCode.INVALID_MASK;
                });
    }

    /** What its owner is told. */
    FailureCode code() {
        return code;
    }
}
