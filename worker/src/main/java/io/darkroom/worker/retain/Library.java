package io.darkroom.worker.retain;

import io.darkroom.core.job.JobId;

/** Where pictures go that their owners asked to keep. */
public interface Library {

    /**
     * Adds a picture, sealed to the storage key; adding the same picture of a job again changes nothing. With its last one the
     * job itself is forgotten.
     */
    void add(RetainedPicture picture);

    /** Takes all pictures of a job out again, and forgets it. */
    void withdraw(JobId job);

    /** Whether pictures are still to come of a job, which is to be drawn then although Redis may know nothing of it. */
    boolean awaits(JobId job);
}
