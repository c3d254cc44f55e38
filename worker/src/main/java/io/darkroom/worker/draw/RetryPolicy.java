package io.darkroom.worker.draw;

import java.time.Duration;

/** How long a job rests between two tries: 1 s, 2 s, 4 s, 8 s, 16 s, then 30 s each. */
final class RetryPolicy {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private RetryPolicy() {}

    /** The rest after try {@code tries}, from 1. */
    static Duration delay(int tries) {
        Duration delay = Duration.ofSeconds(1L << Math.min(tries - 1, 5));
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }
}
