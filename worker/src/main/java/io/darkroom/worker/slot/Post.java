package io.darkroom.worker.slot;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Where a slot works, and whether it does: what it and whoever places slots know of one another. Thread-safe. */
public final class Post {
    private final String name;
    private final ServedLane lane;
    private final Runnable onTaken;
    private volatile boolean busy;
    private volatile boolean retired;
    private final LongSupplier clock;
    private volatile long idleSinceNanos;

    /** @param onTaken is told when it takes a job; returns at once */
    Post(String name, ServedLane lane, Runnable onTaken) {
        this(name, lane, onTaken, System::nanoTime);
    }

    /**
     * By another clock.
     *
     * @param onTaken is told when it takes a job; returns at once
     * @param clock in nanoseconds
     */
    public Post(String name, ServedLane lane, Runnable onTaken, LongSupplier clock) {
        this.name = name;
        this.lane = lane;
        this.onTaken = onTaken;
        this.clock = clock;
        idleSinceNanos = clock.getAsLong();
    }

    String name() {
        return name;
    }

    /** Where it works. */
    public ServedLane lane() {
        return lane;
    }

    /** It has a job. */
    public void taken() {
        busy = true;
        onTaken.run();
    }

    /** It has none any more. */
    public void settled() {
        idleSinceNanos = clock.getAsLong();
        busy = false;
    }

    /** To be given up, after the job in hand if there is one. */
    public void retire() {
        retired = true;
    }

    /** Whether it is to be given up. */
    public boolean isRetired() {
        return retired;
    }

    /** Whether it has a job. */
    public boolean isBusy() {
        return busy;
    }

    /** How long it has had no job; zero while it has one. */
    Duration idle() {
        return busy ? Duration.ZERO : Duration.ofNanos(clock.getAsLong() - idleSinceNanos);
    }
}
