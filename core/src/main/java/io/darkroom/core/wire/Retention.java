package io.darkroom.core.wire;

import java.time.Duration;

/** How long the two services let things lie in Redis beyond what a job itself says. */
public final class Retention {
    /** How long an ended job can still be asked about: its state and codes, no content. */
    public static final Duration TOMBSTONE = Duration.ofHours(1);

    private Retention() {}
}
