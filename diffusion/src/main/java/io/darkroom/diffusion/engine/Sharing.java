package io.darkroom.diffusion.engine;

import java.time.Duration;

/**
 * How pictures share the device.
 *
 * @param mostRows most batch rows of a call, at least 2; a picture with guidance takes two
 * @param bulkShare share of the time that bulk pictures get for calls of their own while interactive ones wait, above 0
 *     and below 1: what keeps them from starving
 * @param slowdown how many times as long a call for interactive pictures may take because bulk ones fill it up, at least 1
 * @param learning how long the engine may try out a model's calls while it has nothing else to do, to know what they cost;
 *     without, it learns from real ones alone
 */
public record Sharing(int mostRows, double bulkShare, double slowdown, Duration learning) {
    /** Checks the ranges. */
    public Sharing {
        if (mostRows < 2) {
            throw new IllegalArgumentException("mostRows must be at least 2, was " + mostRows);
        }
        if (!(bulkShare > 0 && bulkShare < 1)) {
            throw new IllegalArgumentException("bulkShare must be above 0 and below 1, was " + bulkShare);
        }
        if (!(slowdown >= 1)) {
            throw new IllegalArgumentException("slowdown must be at least 1, was " + slowdown);
        }
        if (learning.isNegative()) {
            throw new IllegalArgumentException("learning must not be negative, was " + learning);
        }
    }

    /** 32 rows, a tenth of the time for bulk, half as long again for company, two seconds of learning. */
    public static Sharing defaults() {
        return new Sharing(32, 0.1, 1.5, Duration.ofSeconds(2));
    }

    /** How long bulk pictures rest after a call of their own, in durations of that call. */
    double bulkRest() {
        return (1 - bulkShare) / bulkShare;
    }
}
