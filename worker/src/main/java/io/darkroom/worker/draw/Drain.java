package io.darkroom.worker.draw;

import jakarta.inject.Singleton;

/** Whether a shutdown has run out of patience: drawings then stop at their next step and go back to the queue. */
@Singleton
public class Drain {
    private volatile boolean over;

    /** Ends the patience. */
    public void end() {
        over = true;
    }

    /** True once a drawing should be given back. */
    public boolean isOver() {
        return over;
    }
}
