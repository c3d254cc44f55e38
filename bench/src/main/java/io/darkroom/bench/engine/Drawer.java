package io.darkroom.bench.engine;

import java.util.List;

/** A way to draw, from text to PNG. */
interface Drawer extends AutoCloseable {
    /**
     * Draws one picture for each job; as one is finished the next begins.
     *
     * @param inFlight how many are on their way at a time, at least 1
     */
    void draw(List<DrawingJob> jobs, int inFlight);

    @Override
    void close();
}
