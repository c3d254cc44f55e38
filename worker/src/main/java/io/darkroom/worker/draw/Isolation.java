package io.darkroom.worker.draw;

import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets drawings run side by side, except a suspect one: that draws alone in its worker, so that it takes no other job with it
 * and none is blamed for another.
 */
@Singleton
public class Isolation {
    private static final long LOOK_MILLIS = 500;

    /** Fair: those who come after a suspect wait for it, so its turn comes. */
    private final ReadWriteLock room = new ReentrantReadWriteLock(true);

    /**
     * Waits for the drawing's turn, which is to be closed by the same thread.
     *
     * @throws java.util.concurrent.CancellationException if the lease has ended, or ends first
     */
    Turn enter(boolean alone, Lease lease) {
        Lock turn = alone ? room.writeLock() : room.readLock();
        lease.mustHold();
        while (!tryLock(turn)) {
            lease.showProgress();
            lease.mustHold();
        }
        lease.showProgress();
        return turn::unlock;
    }

    private static boolean tryLock(Lock turn) {
        try {
            return turn.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The right to draw now. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
