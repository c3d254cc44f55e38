package io.darkroom.worker.retain;

import io.darkroom.core.job.JobId;

/**
 * A row to be.
 *
 * @param number of the picture within its job, from 0
 * @param keyId which storage key opens it
 * @param sealedPicture compact JWE
 * @param sealedSeed compact JWE of the job's seed
 */
public record RetainedPicture(
        JobId job,
        int number,
        String owner,
        String model,
        int width,
        int height,
        String keyId,
        String sealedPicture,
        String sealedSeed) {}
