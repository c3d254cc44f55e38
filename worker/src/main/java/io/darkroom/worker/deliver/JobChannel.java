package io.darkroom.worker.deliver;

import io.darkroom.core.job.FailureCode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.Lane;
import java.util.Optional;

/**
 * The way back to whoever waits for a job. Every change is compare-and-set on the claim's attempt and tells whether it took
 * effect; one that did not means that the job is no longer ours: deleted, expired or taken over. Then stop, and say nothing.
 */
public interface JobChannel {

    /** Makes the job ours, if it is still to be done. */
    Optional<Claim> claim(JobId job, String model, Lane lane);

    /** Whether the job was to be kept, and its owner has deleted it. */
    boolean isDeletedFromLibrary(JobId job);

    /** {@code step} of {@code steps} U-Net calls are done. */
    boolean progress(Claim claim, int step, int steps);

    /** Picture {@code number} is ready, sealed for delivery. */
    boolean picture(Claim claim, int number, String sealed);

    /** Every picture is ready; destroys the key part. */
    boolean succeed(Claim claim);

    /** It will not be drawn; destroys the key part and what was drawn. */
    boolean fail(Claim claim, FailureCode code);

    /** Its deadline passed; destroys the key part and what was drawn. */
    boolean expire(Claim claim);

    /** Back to the queue; {@code counts} says whether the attempt counts against the job. */
    boolean giveBack(Claim claim, boolean counts);
}
