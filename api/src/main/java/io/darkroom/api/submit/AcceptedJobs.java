package io.darkroom.api.submit;

import io.darkroom.api.job.AcceptedJob;
import io.darkroom.core.job.JobId;
import java.time.Duration;
import java.util.Optional;

/** Where accepted jobs are noted before they are queued. */
public interface AcceptedJobs {

    /**
     * The job that the same request made before, if it did.
     *
     * @throws io.darkroom.api.problem.ProblemException if the key stands for another request, or the same is in progress
     */
    Optional<JobId> earlier(IdempotencyKey key);

    /**
     * Notes the job and its key part, all or nothing, unless another stands for the request already.
     *
     * @throws io.darkroom.api.problem.ProblemException if its owner has reached a limit, or the key or the id stands for
     *     another request, or the same request is in progress
     */
    Acceptance accept(AcceptedJob job, Optional<IdempotencyKey> key);

    /** Notes a job again, as queued and for the time that is {@code left} to it, unless anything is known of it. */
    void restore(AcceptedJob job, Duration left);

    /** The job is on Kafka. */
    void queued(AcceptedJob job);

    /** The job did not get onto Kafka: nothing of it may stay. */
    void abandon(AcceptedJob job, Optional<IdempotencyKey> key);
}
