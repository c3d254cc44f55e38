package io.darkroom.worker.deliver;

import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import java.time.Instant;

/**
 * A job that this worker now holds. {@code attempt} is the fencing token: every later change names it, and changes nothing
 * once another attempt has begun.
 *
 * @param attempt which attempt this is, from 1
 * @param tries attempts that count against the job, this one included; those that a shutdown cut short do not
 * @param drawn pictures that an earlier attempt finished: they are not drawn again
 */
public record Claim(
        JobId job, int attempt, int tries, int drawn, String keyPart, JobSpec spec, String owner, Instant deadline) {
    @Override
    public String toString() {
        return "Claim[job=" + job + ", attempt=" + attempt + "]";
    }
}
