package io.darkroom.worker.slot;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * When a drawing is taken for hung.
 *
 * @param step the longest that it may show no progress; then its lease is renewed no more and its engine told to stop
 * @param hang the longest that the engine may then take to obey
 * @param engineHangs whether a call of the engine, whosever it is, has taken longer than both together: then nothing can be
 *     expected from it for any job
 * @param departure makes this process leave, since a call that does not end cannot be helped from within; returns at once
 */
record HangLimits(Duration step, Duration hang, BooleanSupplier engineHangs, Runnable departure) {
    void leave() {
        departure.run();
    }
}
