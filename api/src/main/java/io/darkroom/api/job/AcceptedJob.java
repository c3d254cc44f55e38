package io.darkroom.api.job;

import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A job as Redis is told of it, and PostgreSQL if its pictures are to be kept.
 *
 * @param sealedSeed compact JWE; empty if its client sealed it with the prompt
 */
public record AcceptedJob(
        JobId id,
        String owner,
        JobSpec spec,
        Instant created,
        Instant deadline,
        String keyPart,
        Optional<String> sealedSeed) {
    /** How long it may wait and be drawn. */
    public Duration untilDeadline() {
        return Duration.between(created, deadline);
    }

    @Override
    public String toString() {
        return "AcceptedJob[id=" + id + "]";
    }
}
