package io.darkroom.worker.sweep;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a sweep left.
 *
 * @param mark for the next sweep
 * @param oldest when the oldest record came that may still be read, by the broker's clock; empty if there is none
 * @param octets on the broker's disk, also of records that nobody can read any more; empty if the broker does not tell
 */
public record Swept(Mark mark, Optional<Instant> oldest, OptionalLong octets) {}
