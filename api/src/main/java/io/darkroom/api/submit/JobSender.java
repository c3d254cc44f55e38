package io.darkroom.api.submit;

import io.darkroom.core.job.JobId;
import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.KeyPartDigest;

/** The way onto the queue. */
public interface JobSender {

    /**
     * Sends a sealed prompt without its key part, of which the record has the {@code digest}; returns once the queue holds it for
     * good.
     *
     * @throws io.darkroom.api.problem.ProblemException if it does not
     */
    void send(JobId job, String model, Lane lane, String body, KeyPartDigest digest);
}
