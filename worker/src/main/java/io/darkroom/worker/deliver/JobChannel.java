package io.darkroom.worker.deliver;

import io.darkroom.core.job.FailureCode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.KeyPartDigest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way back to whoever waits for a job. Every change is compare-and-set on the claim's attempt and tells whether it took
 * effect; one that did not means that the job is no longer ours: deleted, expired or taken over. Then stop, and say nothing.
 */
public interface JobChannel {

    /** Lanes of these models in which a job waits; models without any may be missing. */
    Map<String, Set<Lane>> waiting(Collection<String> models);

    /**
     * Makes the job ours, if it is still to be done and waits in that lane.
     *
     * @param digest of the record that was met; empty if it has none, and then is taken for the job's
     */
    ClaimAnswer claim(JobId job, String model, Lane lane, Optional<KeyPartDigest> digest);

    /** How the job stands, whoever draws it; changes nothing. */
    Standing standing(JobId job);

    /** Whether the job is still ours; changes nothing. */
    boolean isOurs(Claim claim);

    /** The engine is about to work on it: should this worker vanish now, the job may have been the reason. */
    boolean begin(Claim claim);

    /** {@code step} of {@code steps} U-Net calls are done. */
    boolean progress(Claim claim, int step, int steps);

    /** The seed, sealed to its owner's key, of a job whose client sealed the prompt. */
    boolean seed(Claim claim, String sealed);

    /** Picture {@code number}, not the last, is ready, sealed for delivery or to its owner's key. */
    boolean picture(Claim claim, int number, String sealed);

    /** The last picture is ready, and with it the job; destroys the key part. */
    boolean succeed(Claim claim, int number, String sealed);

    /** Every picture was handed over before; destroys the key part. */
    boolean succeed(Claim claim);

    /** It will not be drawn; destroys the key part and what was drawn. */
    boolean fail(Claim claim, FailureCode code);

    /** Its deadline passed; destroys the key part and what was drawn. */
    boolean expire(Claim claim);

    /** Back to the queue; {@code failed} says whether by the job's own fault. */
    boolean giveBack(Claim claim, boolean failed);

    /** The job was taken over while this worker lived: the attempt did not vanish, if it was counted so. */
    void lost(Claim claim);
}
