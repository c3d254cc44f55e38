package io.darkroom.worker.deliver;

import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import java.time.Duration;
import java.time.Instant;

/**
 * A job that this worker now holds. {@code attempt} is the fencing token: every later change names it, and changes nothing
 * once another attempt has begun.
 *
 * @param attempt which attempt this is, from 1, whatever became of those before
 * @param failures earlier attempts that failed by the job's own fault
 * @param vanished earlier attempts that began and whose worker was not heard of again
 * @param drawn pictures that an earlier attempt finished: they are not drawn again
 * @param deadline by the API's clock
 * @param timeLeft until the deadline, by Redis' clock: this machine's own is asked nothing
 */
public record Claim(
        JobId job,
        int attempt,
        int failures,
        int vanished,
        int drawn,
        String keyPart,
        JobSpec spec,
        String owner,
        Instant deadline,
        Duration timeLeft)
        implements ClaimAnswer {

    /** When the job was claimed, by the API's clock. */
    public Instant claimedAt() {
        return deadline.minus(timeLeft);
    }

    @Override
    public String toString() {
        return "Claim[job=" + job + ", attempt=" + attempt + "]";
    }
}
