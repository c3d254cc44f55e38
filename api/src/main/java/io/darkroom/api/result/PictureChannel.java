package io.darkroom.api.result;

import io.darkroom.core.job.JobId;
import java.util.Optional;

/** Where finished pictures wait, sealed, until they are read or their time is over. */
public interface PictureChannel {

    /** The sealed picture, if it is there. */
    Optional<String> read(JobId job, int number);

    /** The sealed picture, if it is there, and no longer there afterwards: of several that ask, one gets it. */
    Optional<String> take(JobId job, int number);
}
