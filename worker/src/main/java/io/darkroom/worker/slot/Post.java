package io.darkroom.worker.slot;

import java.time.Duration;

/** Where a slot works, and whether it does: what it and whoever places slots know of one another. Thread-safe. */
final class Post {
    private final String name;
    private final ServedLane lane;
    private final Runnable onTaken;
    private volatile boolean busy;
    private volatile boolean retired;
    private volatile long idleSinceNanos = System.nanoTime();

    /** @param onTaken is told when it takes a job; returns at once */
    Post(String name, ServedLane lane, Runnable onTaken) {
        this.name = name;
        this.lane = lane;
        this.onTaken = onTaken;
    }

    String name() {
        return name;
    }

    ServedLane lane() {
        return lane;
    }

    void taken() {
        busy = true;
        onTaken.run();
    }

    void settled() {
        idleSinceNanos = System.nanoTime();
        busy = false;
    }

    /** To be given up, after the job in hand if there is one. */
    void retire() {
        retired = true;
    }

    boolean isRetired() {
        return retired;
    }

    boolean isBusy() {
        return busy;
    }

    /** How long it has had no job; zero while it has one. */
    Duration idle() {
        return busy ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - idleSinceNanos);
    }
}
