package io.darkroom.worker.retain;

import io.darkroom.core.job.JobId;

/** Where pictures go that their owners asked to keep. */
public interface Library {

    /** Adds a picture, sealed to the storage key; adding the same picture of a job again changes nothing. */
    void add(RetainedPicture picture);

    /** Takes all pictures of a job out again. */
    void withdraw(JobId job);
}
