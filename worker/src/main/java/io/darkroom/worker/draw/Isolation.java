package io.darkroom.worker.draw;

import jakarta.inject.Singleton;
import java.util.function.BooleanSupplier;

/**
 * Lets drawings run side by side, except a suspect one: that draws alone in its worker, so that it takes no other job with it
 * and none is blamed for another.
 */
@Singleton
public class Isolation {
    private static final long LOOK_MILLIS = 500;

    private int drawing;
    private boolean alone;
    /** Those who come after a suspect wait for it, so its turn comes. */
    private int suspectsWaiting;

    /**
     * Waits for the drawing's turn, which is to be closed.
     *
     * @throws java.util.concurrent.CancellationException if the lease has ended, or ends first
     */
    Turn enter(boolean suspect, Lease lease) {
        Turn turn = suspect ? enterAlone(lease) : enterBesideOthers(lease);
        lease.showProgress();
        return turn;
    }

    private synchronized Turn enterBesideOthers(Lease lease) {
        awaitEnd(() -> alone || suspectsWaiting > 0, lease);
        drawing++;
        return this::leave;
    }

    private synchronized Turn enterAlone(Lease lease) {
        suspectsWaiting++;
        try {
            awaitEnd(() -> alone || drawing > 0, lease);
            alone = true;
            return this::leaveAlone;
        } finally {
            suspectsWaiting--;
            notifyAll();
        }
    }

    private synchronized void awaitEnd(BooleanSupplier obstacle, Lease lease) {
        lease.mustHold();
        try {
            while (obstacle.getAsBoolean()) {
                wait(LOOK_MILLIS);
                lease.waitOn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private synchronized void leave() {
        drawing--;
        notifyAll();
    }

    private synchronized void leaveAlone() {
        alone = false;
        notifyAll();
    }

    /** The right to draw now. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
