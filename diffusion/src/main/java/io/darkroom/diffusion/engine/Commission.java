package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.engine.DrawingEvent.Failed;
import io.darkroom.diffusion.pipeline.Picture;
import java.util.ArrayList;
import java.util.List;

/** An order on its way: first a task of its own, to be begun, then one for each picture. Confined to the engine's thread. */
final class Commission implements Work {
    /** Whom a failure of all pictures is told of. */
    private static final int ALL = -1;

    private final Order order;
    private final Drawing drawing;
    private final CallKind beginning;
    private final long since;
    private final List<Sheet> sheets = new ArrayList<>();
    private boolean alone;
    private boolean begun;

    Commission(Order order, Drawing drawing, long now) {
        this.order = order;
        this.drawing = drawing;
        beginning = CallKind.begin(order);
        since = now;
    }

    Order order() {
        return order;
    }

    Drawing drawing() {
        return drawing;
    }

    /** What waits for a call. */
    List<? extends Work> tasks() {
        return begun ? sheets : List.of(this);
    }

    /** Whether the engine is done with it. */
    boolean isOver() {
        return drawing.isCancelled() || (begun && sheets.isEmpty());
    }

    @Override
    public CallKind kind() {
        return beginning;
    }

    @Override
    public int rows() {
        return 1;
    }

    @Override
    public Commission commission() {
        return this;
    }

    @Override
    public long since() {
        return since;
    }

    @Override
    public boolean isAlone() {
        return alone;
    }

    @Override
    public void setAlone(boolean must) {
        alone = must;
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

    /** Ends it; nobody is told who has cancelled. */
    void fail(Failure failure, String error) {
        drawing.tell(ALL, new Failed(failure, error));
        close();
    }

    /** Overwrites what its pictures hold and lets go of it. */
    void close() {
        sheets.forEach(sheet -> sheet.picture().close());
        sheets.clear();
        begun = true;
        drawing.release();
    }
}
