package io.darkroom.api.result;

import io.darkroom.core.job.JobId;
import java.util.Optional;

/** Where finished pictures wait, sealed, until they are read or their time is over. */
public interface PictureChannel {

    /** The sealed picture, if it is there. */
    Optional<String> read(JobId job, int number);

    /**
     * What is known of the owner's job, and its picture, in one question. With {@code delivery=once} the picture is lent until
     * it is handed over, or the loan runs out since its server died.
     *
     * @throws io.darkroom.api.problem.ProblemException if another reader has it
     */
    Optional<HandedOut> handOut(String owner, JobId job, int number);

    /** Erases the picture, if it is there. */
    void erase(JobId job, int number);
}
