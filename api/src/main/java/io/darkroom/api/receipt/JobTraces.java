package io.darkroom.api.receipt;

import io.darkroom.core.job.JobId;
import java.util.Optional;

/** What Redis knows of the things of jobs. */
public interface JobTraces {

    /** Of this job; empty if nothing is known of it. */
    Optional<JobTrace> find(JobId job);
}
