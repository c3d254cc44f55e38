package io.darkroom.worker.sweep;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a sweep left.
 *
 * @param mark for the next sweep
 * @param readable when the oldest record came that may still be read, by the broker's clock; empty if there is none
 * @param octets on the broker's disk, also of records that nobody can read any more; empty if the broker does not tell
 */
public record Swept(Mark mark, Optional<Instant> readable, OptionalLong octets) {

    /**
     * A moment before which nothing came that may still be on the disk, read or not; empty if nothing of any job is there. While
     * nobody can tell what else is, the oldest record that may be read.
     */
    public Optional<Instant> oldest() {
        return mark.residue().filter(Residue::isNone).isPresent()
                ? Optional.empty()
                : Stream.of(readable, mark.residue().flatMap(Residue::gone))
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder());
    }

    /**
     * The moment before which nothing is left; empty while nobody can tell.
     *
     * @param began when the sweep did
     */
    Optional<Instant> cleared(Instant began) {
        boolean isTold = mark.residue().isEmpty()
                || mark.residue().flatMap(Residue::gone).isPresent();
        return isTold ? Optional.of(oldest().orElse(began)) : Optional.empty();
    }

    /**
     * Whether sweeping again is of no use until another record comes: all are finished, none lies in the last segment, and none
     * is on the disk any more as far as that is told.
     */
    public boolean isClean() {
        boolean isOffTheDisk = mark.residue().map(Residue::isNone).orElse(true);
        return isOffTheDisk && (mark.end() == 0 || mark.covered());
    }
}
