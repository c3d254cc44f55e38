package io.darkroom.e2e.fault;

import java.time.Duration;

/**
 * How long something may take. What was seen is printed beside it; the test fails only when it takes a minute longer, which is
 * no matter of a busy machine any more.
 */
record Bound(String fault, Duration limit) {
    private static final Duration SLACK = Duration.ofMinutes(1);

    static Bound of(String fault, Duration limit) {
        return new Bound(fault, limit);
    }

    /** Prints the line of this fault, and fails if something hung; from when until when by {@link System#nanoTime}. */
    void holds(long fromNanos, long untilNanos) {
        holds(Duration.ofNanos(Math.max(0, untilNanos - fromNanos)));
    }

    /** The same of a time that was taken already. */
    void holds(Duration seen) {
        System.out.printf(
                "fault: %-60s bound %6.1f s, seen %6.1f s%s%n",
                fault, seconds(limit), seconds(seen), seen.compareTo(limit) > 0 ? "  (over)" : "");
        if (seen.compareTo(limit.plus(SLACK)) > 0) {
            throw new AssertionError(fault + " took " + seen + ", its bound is " + limit);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
