package io.darkroom.api.lane;

import io.darkroom.core.job.JobId;
import io.darkroom.core.job.Lane;
import java.util.Optional;

/** The jobs that have not ended, by model and lane, in the order in which they came. */
public interface Lanes {
    /** What waits before this job; empty if it does not wait. Costs the same however long the lane is. */
    Optional<Ahead> before(JobId job, String model, Lane lane);

    /** All that waits, which is what a job that came now would find before it. */
    Ahead all(String model, Lane lane);

    /** What is being drawn in a lane that has so many slots. */
    InHand inHand(String model, Lane lane, int slots);
}
