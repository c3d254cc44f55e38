package io.darkroom.diffusion.shelf;

import java.util.ArrayDeque;
import java.util.Deque;

/** The right to make room and to load, had by one thread at a time, in the order of asking. Thread-safe. */
final class LoadingTurn {
    private final Deque<Thread> queue = new ArrayDeque<>();

    /**
     * Waits for the turn.
     *
     * @throws LeaseException if {@code patience} ends first
     */
    void enter(Patience patience) throws InterruptedException {
        synchronized (this) {
            queue.add(Thread.currentThread());
        }
        try {
            while (!isMine()) {
                // Outside of the lock: whoever looks may take a while.
                patience.look("it took too long to load other models");
                rest(patience);
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            leave();
            throw e;
        }
    }

    private synchronized boolean isMine() {
        return Thread.currentThread().equals(queue.peek());
    }

    private synchronized void rest(Patience patience) throws InterruptedException {
        if (!isMine()) {
            wait(Math.max(1, patience.untilNextLook().toMillis()));
        }
    }

    synchronized void leave() {
        queue.remove(Thread.currentThread());
        notifyAll();
    }
}
