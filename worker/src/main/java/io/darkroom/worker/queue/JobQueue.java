package io.darkroom.worker.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * Where jobs wait, as one slot sees it. Not thread-safe: opened, used and closed by one thread. What was taken is this
 * slot's for one lease, and longer only if it is renewed. Closing gives back what was taken and not settled;
 * closing again does nothing.
 */
public interface JobQueue extends AutoCloseable {

    /** Waits up to {@code patience} for a job. After one has been handed out, {@link #settle} must come before the next. */
    Optional<Delivery> take(Duration patience);

    /** How long the delivery taken last stays ours, from when it was taken or last renewed. */
    Duration lease();

    /**
     * Keeps the delivery taken last for another lease.
     *
     * @return false if it is ours no more: then it cannot be settled either, and the queue is to be closed
     */
    boolean renew();

    /** Says what became of the delivery taken last; the queue has taken note before the next is handed out, or once closed. */
    void settle(Outcome outcome);

    @Override
    void close();
}
