package io.darkroom.local.embedded;

import io.darkroom.local.LocalFailure;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something that tells nobody when it happens. */
final class Waiting {
    private static final Duration STEP = Duration.ofMillis(20);

    private Waiting() {}

    /** Returns once {@code condition} holds or {@code limit} is over; ask the condition again to know which. */
    static void until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            pause(STEP);
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("interrupted", stopped);
        }
    }
}
