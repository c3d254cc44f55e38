package io.darkroom.api.status;

import io.darkroom.core.job.JobId;

/** Jobs that went with Redis and can be had again. */
public interface LostJobs {

    /** Puts the job back, if it is one of them; tells whether it is there now. */
    boolean restore(JobId job);
}
