package io.darkroom.api.submit;

import io.darkroom.core.job.JobId;
import java.util.Optional;

/** What became of the wish to note a job. */
public sealed interface Acceptance {

    /**
     * It is noted, and to be sent.
     *
     * @param displaced the job whose place it took, since the API died that was to send that one; Redis has nothing of it any
     *     more, but it may have a row
     */
    record Accepted(Optional<JobId> displaced) implements Acceptance {}

    /** {@code job} stands for the request already, since the same was sent at the same time. */
    record Standing(JobId job) implements Acceptance {}
}
