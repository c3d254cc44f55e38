package io.darkroom.diffusion.engine;

import java.time.Duration;

/**
 * How pictures share the device.
 *
 * @param calls how many calls are made at a time, at least 1. A graphics card computes one; a processor's cores are kept
 *     busy better by two, since one call alone leaves some of them waiting between its operators
 * @param mostRows most batch rows of a call, at least 2; a picture with guidance takes two
 * @param bulkShare share of the time that bulk pictures get for calls of their own while interactive ones wait, above 0
 *     and below 1: what keeps them from starving
 * @param slowdown how many times as long a call for interactive pictures may take because bulk ones fill it up, and how many
 *     times as long for one beside it, at least 1
 * @param learning how long the engine may try out a model's calls while it has nothing else to do, to know what they cost;
 *     without, it learns from real ones alone
 */
public record Sharing(int calls, int mostRows, double bulkShare, double slowdown, Duration learning) {
    /** Checks the ranges. */
    public Sharing {
        if (calls < 1) {
            throw new IllegalArgumentException("calls must be at least 1, was " + calls);
        }
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

    /** Two calls at a time unless there is but one core; up to 32 rows, a tenth of the time for bulk, half as long again for company. */
    public static Sharing ofProcessor() {
        int calls = Math.min(2, Runtime.getRuntime().availableProcessors());
        return new Sharing(calls, 32, 0.1, 1.5, Duration.ofSeconds(2));
    }

    /** One call at a time, and else as {@link #ofProcessor}. */
    public static Sharing ofGraphicsCard() {
        return new Sharing(1, 32, 0.1, 1.5, Duration.ofSeconds(2));
    }

    /** How long bulk pictures rest after a call of their own, in durations of that call. */
    double bulkRest() {
        return (1 - bulkShare) / bulkShare;
    }
}
