package io.darkroom.worker.sweep;

import io.darkroom.core.job.Lane;
import java.time.Duration;
import java.util.Optional;

/** Workers of the same lane take turns, so that a thousand of them ask Kafka no more than one does. */
public interface Turns {

    /** True for one worker in each {@code period}: this lane is swept by it now. */
    boolean take(String model, Lane lane, Duration period);

    /** What the last sweep of the lane noted; empty if it is too long ago or was forgotten. */
    Optional<Mark> last(String model, Lane lane);

    /** Notes it for the next, whoever does it. */
    void note(String model, Lane lane, Mark mark);
}
