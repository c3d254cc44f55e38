package io.darkroom.worker.retain;

import io.darkroom.core.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * A row to be.
 *
 * @param number of the picture within its job, from 0
 * @param isLast whether the job has no picture after it
 * @param keyId which storage key opens it, or which key of its owner's
 * @param sealedPicture compact JWE
 * @param sealedSeed compact JWE of the job's seed; null if that is known to its owner alone
 */
public record RetainedPicture(
        JobId job,
        int number,
        boolean isLast,
        String owner,
        String model,
        int width,
        int height,
        String keyId,
        String sealedPicture,
        @Nullable String sealedSeed) {}
