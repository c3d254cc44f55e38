package io.darkroom.worker.draw;

import io.darkroom.core.privacy.PictureBytes;

/** Of a {@link Painting}. Pictures are counted from 0, whatever their numbers in the job. */
public sealed interface News {
    /**
     * A picture has come so far; steps in between may have passed untold.
     *
     * @param step U-Net calls done
     * @param steps U-Net calls in all
     */
    record Progress(int picture, int step, int steps) implements News {}

    /** A picture is done, maybe before those of lower numbers. The receiver closes it. */
    record Drawn(int picture, PictureBytes png) implements News {}
}
