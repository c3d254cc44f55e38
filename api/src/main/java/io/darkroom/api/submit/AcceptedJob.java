package io.darkroom.api.submit;

import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import java.time.Instant;

/** A job as it enters Redis. */
public record AcceptedJob(
        JobId id, String owner, JobSpec spec, Instant created, Instant deadline, String keyPart, String sealedSeed) {
    @Override
    public String toString() {
        return "AcceptedJob[id=" + id + "]";
    }
}
