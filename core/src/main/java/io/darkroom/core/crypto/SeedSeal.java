package io.darkroom.core.crypto;

import io.darkroom.core.job.JobId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * Seals a job's seed, so that it can be told beside the picture and yet lies nowhere in clear: with a guessed prompt it
 * would draw the picture again.
 *
 * <pre>
 * plaintext = seed of the first picture, 8 octets, most significant first
 * header    = {alg, enc, kid, typ: "darkroom-seed", jid: job id}
 * </pre>
 */
public final class SeedSeal {
    private static final String TYPE = "darkroom-seed";

    private SeedSeal() {}

    /** Seals {@code seed} for the job; returns a compact JWE. */
    public static String seal(SealingKeys keys, JobId job, long seed) {
        byte[] plaintext = ByteBuffer.allocate(Long.BYTES).putLong(seed).array();
        try {
            return Jwe.seal(keys, TYPE, job, Map.of(), plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /**
     * Opens the job's seed.
     *
     * @throws SealException if it is altered, of another job, or under an unknown key
     */
    public static long open(OpeningKeys keys, JobId job, String sealed) {
        byte[] plaintext = Jwe.open(keys, TYPE, job, sealed).plaintext();
        try {
            if (plaintext.length != Long.BYTES) {
                throw new SealException("cannot open");
            }
            return ByteBuffer.wrap(plaintext).getLong();
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }
}
