package io.darkroom.worker.sweep;

import io.darkroom.core.job.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Workers of the same lane take turns, so that a thousand of them ask Kafka no more than one does. */
public interface Turns {

    /** When it is, by a clock that all share, for one worker in each {@code period}, which sweeps this lane now; empty for the others. */
    Optional<Instant> take(String model, Lane lane, Duration period);

    /** What the last sweep of the lane noted; empty if it is too long ago or was forgotten. */
    Optional<Mark> last(String model, Lane lane);

    /** Notes it for the next, whoever does it. */
    void note(String model, Lane lane, Mark mark);

    /**
     * Notes, for deletion receipts, that of records which came before a moment none is left.
     *
     * @param retention after which Kafka drops later ones, swept or not
     */
    void cleared(String model, Lane lane, Instant before, Duration retention);
}
