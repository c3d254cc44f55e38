package io.darkroom.core.job;

import java.util.Locale;

/**
 * Where a job stands.
 *
 * <pre>
 * accepted ──▶ queued ──claim──▶ running ──▶ succeeded
 *                 ▲                 │ ├────▶ failed
 *                 └────give back────┘ └────▶ expired
 *           any of the first three ──delete──▶ cancelled
 * </pre>
 *
 * <p>The moves themselves are the Lua scripts of the API and the worker, each one compare-and-set in Redis;
 * {@code docs/job-states.md} tells who makes each of them.
 */
public enum JobState {
    /** Checked and sealed; not yet on Kafka. */
    ACCEPTED,
    /** On Kafka, waiting for a worker. */
    QUEUED,
    /** A worker is drawing. */
    RUNNING,
    /** Every picture is ready. */
    SUCCEEDED,
    /** It will not be drawn; the failure code says why. */
    FAILED,
    /** Its owner deleted it; a tombstone without content is all that is left. */
    CANCELLED,
    /** Its deadline passed before it was drawn. */
    EXPIRED;

    /** The name on the wire and in metrics; never renamed once released. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True before a worker has it. */
    public boolean isWaiting() {
        return this == ACCEPTED || this == QUEUED;
    }

    /** True where no move leads out. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED || this == EXPIRED;
    }

    /**
     * Reads a wire name.
     *
     * @throws IllegalArgumentException if there is no such state
     */
    public static JobState ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
