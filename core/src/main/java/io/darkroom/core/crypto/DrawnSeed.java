package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.core.job.JobId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The seed of a sealed document that names none: the first 32 bits of SHA-256 over {@code "darkroom-seed"}, the job's id and
 * the document as it was sealed. Not drawn at random, since every attempt at the job, on whichever worker, must find the same.
 */
final class DrawnSeed {
    private DrawnSeed() {}

    static long of(JobId job, byte[] plaintext) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("darkroom-seed".getBytes(UTF_8));
            digest.update(job.toString().getBytes(UTF_8));
            return Integer.toUnsignedLong(
                    ByteBuffer.wrap(digest.digest(plaintext)).getInt());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256");
        }
    }
}
