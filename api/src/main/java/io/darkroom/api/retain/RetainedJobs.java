package io.darkroom.api.retain;

import io.darkroom.api.job.AcceptedJob;
import io.darkroom.core.job.JobId;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Jobs whose pictures are to be kept and are not yet: all that it takes to draw them if Redis is lost, but for the prompt. */
public interface RetainedJobs {

    /**
     * Notes a job; an earlier one of the same owner and id gives way.
     *
     * @throws io.darkroom.api.problem.ProblemException if the id is that of somebody else's job
     */
    void add(AcceptedJob job);

    /** Erases the owner's job; tells whether it was there. Returns after every {@link #whileHeld} of it has ended. */
    boolean remove(String owner, JobId job);

    /** Whether a job of this id is there, whoever's it is. */
    boolean hold(JobId job);

    /** Ids of the jobs whose deadline is after {@code now}, oldest first. */
    List<JobId> open(Instant now);

    /** Hands the job to {@code action}, during which nobody can erase it; tells whether it is still there. */
    boolean whileHeld(JobId job, Consumer<AcceptedJob> action);

    /** Erases all whose deadline is before {@code now}. */
    void removeLate(Instant now);

    /** Takes what erased jobs left in the store's files out of them, unless a job is there: then some other time. */
    void clearRemains();
}
