package io.darkroom.worker.queue;

import java.time.Duration;

/** What became of a delivery, and so what happens to its record. */
public sealed interface Outcome {

    /** Finished for good, well or ill, and its owner can see it: the record is done with. */
    record Settled() implements Outcome {}

    /** The job is gone (deleted, expired, taken over by another attempt): nothing was said and nothing is to be done. */
    record Dropped() implements Outcome {}

    /** It will never work; the failure has been published. The record is never handed out again. */
    record Refused() implements Outcome {}

    /** Another try may help; the record goes back after {@code delay}. */
    record Retry(Duration delay) implements Outcome {}
}
