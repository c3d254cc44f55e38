package io.darkroom.api.retain;

import io.darkroom.core.job.JobId;
import java.util.Optional;

/** Pictures whose owners asked to keep them. */
public interface RetainedImages {

    /** The owner's kept picture, if there is one. */
    Optional<SealedImage> find(String owner, JobId job, int number);

    /** Whether a picture is kept of a job of this id, whoever's it is. */
    boolean hold(JobId job);

    /** Erases one kept picture of the owner's job; tells whether it was there. */
    boolean delete(String owner, JobId job, int number);

    /** Erases all kept pictures of the owner's job; tells whether there were any. */
    boolean deleteAll(String owner, JobId job);
}
