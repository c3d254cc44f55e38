package io.darkroom.e2e.system;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come, by looking again and again. The limit is generous: it ends a hang and judges no speed. */
public final class Until {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration STEP = Duration.ofMillis(50);

    private Until() {}

    /** Returns once {@code condition} holds. */
    public static void holds(String what, BooleanSupplier condition) {
        var unused = present(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Returns the value once there is one. */
    public static <T> T present(String what, Supplier<Optional<T>> value) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Optional<T> found = value.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what);
            }
            rest();
        }
    }

    private static void rest() {
        try {
            Thread.sleep(STEP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
