package io.darkroom.api.follow;

import io.darkroom.api.status.JobSnapshot;
import io.darkroom.core.job.JobState;
import java.util.Optional;

/** One thing that has happened to a job. */
public sealed interface JobNews {

    /**
     * It is in another state, or tried anew, or the last worker that could draw it has left or the first one come.
     *
     * @param waitingForWorker whether it waits and no live worker serves its model
     */
    record Moved(JobState state, int attempt, boolean waitingForWorker) implements JobNews {}

    /** It has come further. */
    record Advanced(int step, int steps, int drawn, int images) implements JobNews {}

    /** Picture {@code number} is ready. */
    record Ready(JobSnapshot job, int number) implements JobNews {}

    /**
     * Nothing more will happen.
     *
     * @param job as it ended; empty if nothing of it is left
     */
    record Ended(JobState state, Optional<String> code, Optional<JobSnapshot> job) implements JobNews {}
}
