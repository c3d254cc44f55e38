package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.engine.DrawingEvent.Drawn;
import io.darkroom.diffusion.engine.DrawingEvent.Preview;
import io.darkroom.diffusion.engine.DrawingEvent.Progress;
import io.darkroom.diffusion.pipeline.Picture;
import io.darkroom.diffusion.pipeline.Raster;

/** One picture of a {@link Commission} on its way. Confined to one thread at a time. */
final class Sheet extends Work {
    private final Commission commission;
    private final int number;
    private final Picture picture;
    private long since;

    /**
     * Takes a picture over.
     *
     * @param number from 0
     */
    Sheet(Commission commission, int number, Picture picture, long now) {
        this.commission = commission;
        this.number = number;
        this.picture = picture;
        since = now;
    }

    @Override
    Commission commission() {
        return commission;
    }

    Picture picture() {
        return picture;
    }

    @Override
    public CallKind kind() {
        Order order = commission.order();
        return picture.isFinished()
                ? CallKind.decode(order)
                : CallKind.step(order, order.model().shape(picture));
    }

    @Override
    public int rows() {
        return picture.isFinished() ? 1 : picture.rows();
    }

    @Override
    public long since() {
        return since;
    }

    /** A step is done: tells how far the picture is. */
    void stepped(long now) {
        since = now;
        commission.tell(number, new Progress(number, picture.step(), picture.steps()));
        if (!picture.isFinished() && commission.drawing().takePreviewAsked(number)) {
            commission
                    .order()
                    .model()
                    .preview(picture)
                    .ifPresent(raster -> commission.tell(number, new Preview(number, raster)));
        }
    }

    /** Hands the picture over and overwrites what it held. */
    void drawn(Raster raster) {
        commission.tell(number, new Drawn(number, raster));
        picture.close();
        commission.finished(this);
    }
}
