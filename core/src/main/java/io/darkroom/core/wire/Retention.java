package io.darkroom.core.wire;

import java.time.Duration;

/** How long things lie in Redis and on Kafka beyond what a job itself says; what both services must agree on. */
public final class Retention {
    /** How long an ended job can still be asked about: its state and codes, no content. */
    public static final Duration TOMBSTONE = Duration.ofHours(1);

    /** The longest that any job may be promised to wait and be drawn. */
    public static final Duration LONGEST_DEADLINE = Duration.ofHours(6);

    /** How long Kafka keeps a record at least: one that it dropped earlier would be a job lost. */
    public static final Duration RECORD = LONGEST_DEADLINE.plusHours(1);

    /** How long Kafka keeps a record at most, its own delays not counted. */
    public static final Duration LONGEST_RECORD = Duration.ofDays(7);

    /** The longest that finished pictures may be promised to wait for their reader. */
    public static final Duration LONGEST_TTL = Duration.ofHours(24);

    /** How long clients may go by the workers' keys that they fetched. */
    public static final Duration PUBLISHED_KEYS = Duration.ofMinutes(5);

    private Retention() {}
}
