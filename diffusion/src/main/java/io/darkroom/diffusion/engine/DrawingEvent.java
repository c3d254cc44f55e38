package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.pipeline.Raster;

/** News of a {@link Drawing}. Pictures are counted from 0 in the order of their seeds. */
public sealed interface DrawingEvent {
    /**
     * A picture has come so far; steps in between may have passed untold.
     *
     * @param step U-Net calls done
     * @param steps U-Net calls in all
     */
    record Progress(int picture, int step, int steps) implements DrawingEvent {}

    /** The glance at a picture that {@link Drawing#askForPreview} asked for. */
    record Preview(int picture, Raster raster) implements DrawingEvent {}

    /** A picture is done. The raster is the receiver's. */
    record Drawn(int picture, Raster raster) implements DrawingEvent {}

    /**
     * There will be no more pictures, and no more events.
     *
     * @param error the kind of exception, without its message, which could tell of the picture; empty if there was none
     */
    record Failed(Failure failure, String error) implements DrawingEvent {}
}
