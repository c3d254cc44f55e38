package io.darkroom.worker.slot;

import java.time.Duration;

/**
 * When a drawing is taken for hung.
 *
 * @param step the longest that it may show no progress; then its lease is renewed no more and its engine told to stop
 * @param hang the longest that the engine may then take to obey
 * @param departure makes this process leave, since a call that does not end cannot be helped from within; returns at once
 */
record HangLimits(Duration step, Duration hang, Runnable departure) {
    void leave() {
        departure.run();
    }
}
