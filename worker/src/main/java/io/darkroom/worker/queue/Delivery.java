package io.darkroom.worker.queue;

import io.darkroom.core.job.JobId;
import io.darkroom.core.wire.KeyPartDigest;
import java.util.Optional;

/**
 * One record handed to this worker for as long as its lock lasts.
 *
 * @param job the id that the record's key holds; empty if the key is not a job id
 * @param body the sealed prompt without its key part
 * @param digest of the key part that belongs to it; empty if the record does not tell
 * @param isLast whether the queue will drop the record, without a word, unless it is settled now
 */
public record Delivery(Optional<JobId> job, String body, Optional<KeyPartDigest> digest, boolean isLast) {
    @Override
    public String toString() {
        return "Delivery[job=" + job + "]";
    }
}
