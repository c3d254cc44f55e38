package io.darkroom.worker.slot;

import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * In which lanes a job waits. All are asked about in one question, and an answer does for a while, for slots are looked at
 * again whenever a job is taken. While there is no answer no job is taken to wait. Confined to one thread at a time.
 */
final class WaitingLanes {
    /** As long as there is between two looks without an occasion. */
    static final Duration FRESH = Duration.ofMillis(500);

    private final Supplier<Set<ServedLane>> question;
    private final LongSupplier clock;
    private Set<ServedLane> answer = Set.of();
    private long askedNanos;
    private boolean asked;

    /** @param clock in nanoseconds */
    WaitingLanes(Supplier<Set<ServedLane>> question, LongSupplier clock) {
        this.question = question;
        this.clock = clock;
    }

    /** As of now, or a moment ago. */
    Set<ServedLane> get() {
        long now = clock.getAsLong();
        if (!asked || now - askedNanos >= FRESH.toNanos()) {
            asked = true;
            askedNanos = now;
            answer = ask();
        }
        return answer;
    }

    private Set<ServedLane> ask() {
        try {
            return question.get();
        } catch (RuntimeException unknown) {
            return Set.of();
        }
    }
}
