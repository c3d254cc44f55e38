package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.engine.DrawingEvent.Failed;
import io.darkroom.diffusion.pipeline.Picture;
import java.util.ArrayList;
import java.util.List;

/** An order on its way: first a task of its own, to be begun, then one for each picture. Confined to one thread at a time. */
final class Commission extends Work {
    /** Whom a failure of all pictures is told of. */
    private static final int ALL = -1;

    private final Order order;
    private final Drawing drawing;
    private final CallKind beginning;
    private final int rows;
    private final long since;
    private final List<Sheet> sheets = new ArrayList<>();
    private boolean begun;
    private boolean failed;

    Commission(Order order, Drawing drawing, long now) {
        this.order = order;
        this.drawing = drawing;
        beginning = CallKind.begin(order);
        rows = order.model().textRows(order.series());
        since = now;
    }

    Order order() {
        return order;
    }

    Drawing drawing() {
        return drawing;
    }

    @Override
    Commission commission() {
        return this;
    }

    /** Everything of it, waiting for a call or in one. */
    List<? extends Work> tasks() {
        return begun ? sheets : List.of(this);
    }

    /** Whether nothing of it is left to do, or nobody wants that; some of it may still be in a call. */
    boolean isOver() {
        return failed || drawing.isCancelled() || (begun && sheets.isEmpty());
    }

    /** Whether none of it is in a call. */
    boolean isAtRest() {
        return tasks().stream().noneMatch(Work::isUnderWay);
    }

    @Override
    public CallKind kind() {
        return beginning;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public long since() {
        return since;
    }

    /** Takes its pictures over. */
    void begun(List<Picture> pictures, long now) {
        begun = true;
        for (Picture picture : pictures) {
            sheets.add(new Sheet(this, sheets.size(), picture, now));
        }
    }

    void finished(Sheet sheet) {
        sheets.remove(sheet);
    }

    /** Tells whoever ordered, until it has failed. */
    void tell(int picture, DrawingEvent event) {
        if (failed) {
            Mailbox.erase(event);
        } else {
            drawing.tell(picture, event);
        }
    }

    /** Ends all of it, as soon as none of it is in a call. */
    void fail(Failure failure, String error) {
        tell(ALL, new Failed(failure, error));
        failed = true;
    }

    /** Overwrites what its pictures hold and lets go of it; none of it may be in a call. */
    void close() {
        sheets.forEach(sheet -> sheet.picture().close());
        sheets.clear();
        begun = true;
        drawing.release();
    }
}
