package io.darkroom.worker.draw;

import io.darkroom.core.picture.PictureRefused;

/** The picture or the mask that came with a prompt cannot be drawn from. Trying again would not help. */
final class UnusablePicture extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusablePicture(PictureRefused cause) {
        super(cause.reason().name(), null, false, false);
    }

    UnusablePicture(String reason) {
        super(reason, null, false, false);
    }
}
