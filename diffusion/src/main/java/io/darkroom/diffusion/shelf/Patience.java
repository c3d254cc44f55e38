package io.darkroom.diffusion.shelf;

import java.time.Duration;

/** How long somebody waits for a lease, and what they look at meanwhile. Used by one thread. */
final class Patience {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final long until;
    private final Runnable look;

    Patience(Duration patience, Runnable look) {
        until = System.nanoTime() + patience.toNanos();
        this.look = look;
    }

    /** Looks; throws what that throws, or with {@code reason} if the time is over. */
    void look(String reason) {
        if (System.nanoTime() - until >= 0) {
            throw new LeaseException(reason);
        }
        look.run();
    }

    /** How long to wait for something before the next look. */
    Duration untilNextLook() {
        Duration left = Duration.ofNanos(until - System.nanoTime());
        return left.compareTo(BETWEEN_LOOKS) < 0 ? left : BETWEEN_LOOKS;
    }
}
