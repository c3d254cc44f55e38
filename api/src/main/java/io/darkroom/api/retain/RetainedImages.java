package io.darkroom.api.retain;

import io.darkroom.core.job.JobId;
import java.util.List;
import java.util.Optional;

/** Pictures whose owners asked to keep them. */
public interface RetainedImages {

    /** The owner's kept picture, if there is one. */
    Optional<SealedImage> find(String owner, JobId job, int number);

    /** The numbers of the owner's kept pictures of a job, in order. */
    List<Integer> numbers(String owner, JobId job);

    /** Whether a picture is kept of a job of this id, whoever's it is. */
    boolean hold(JobId job);

    /** Erases one kept picture of the owner's job; tells whether it was there. */
    boolean delete(String owner, JobId job, int number);

    /** Erases all kept pictures of the owner's job; tells whether there were any. */
    boolean deleteAll(String owner, JobId job);
}
