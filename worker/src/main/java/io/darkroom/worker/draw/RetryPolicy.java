package io.darkroom.worker.draw;

import java.time.Duration;

/** How long a job rests after a failure: about 1 s, 2 s, 4 s, 8 s, 16 s, then 30 s each, so that not all come back at once. */
final class RetryPolicy {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private RetryPolicy() {}

    /**
     * The rest after so many failures.
     *
     * @param failures from 1
     * @param jitter 0..1, drawn at random: the rest is that way from half of its longest to all of it
     */
    static Duration delay(int failures, double jitter) {
        Duration delay = Duration.ofSeconds(1L << Math.min(failures - 1, 5));
        Duration longest = delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
        return Duration.ofMillis((long) (longest.toMillis() * (0.5 + jitter / 2)));
    }
}
