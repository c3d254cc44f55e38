package io.darkroom.api.follow;

import io.darkroom.core.job.JobId;
import io.smallrye.mutiny.Multi;

/** Hints that something about a job may have changed. Some may be lost, so nobody relies on them alone. */
public interface JobHints {

    /** Hints about one job from now on, without end. */
    Multi<JobId> about(JobId job);
}
