package io.darkroom.worker.sweep;

import io.darkroom.core.job.Lane;
import java.time.Instant;
import java.util.Optional;

/** The log that a lane's records lie in. */
public interface LaneLog {

    /**
     * Takes off the disk what it can of jobs that have ended; never a record that is still to be handed out.
     *
     * @param last what the sweep before this one noted, at least one period ago; empty if nobody remembers
     * @param now by a clock that all share
     */
    Swept sweep(String model, Lane lane, Optional<Mark> last, Instant now);
}
