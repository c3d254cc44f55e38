package io.darkroom.worker.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * Where jobs wait, as one slot sees it. Not thread-safe: opened, used and closed by one thread. Closing gives back what was
 * taken and not settled.
 */
public interface JobQueue extends AutoCloseable {

    /** Waits up to {@code patience} for a job. After one has been handed out, {@link #settle} must come before the next. */
    Optional<Delivery> take(Duration patience);

    /** Says what became of the delivery taken last; returns once the queue has taken note. */
    void settle(Outcome outcome);

    @Override
    void close();
}
