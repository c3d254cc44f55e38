package io.darkroom.core.crypto;

import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import java.util.Arrays;
import java.util.Map;

/**
 * Seals a finished picture for its way back, or for the library.
 *
 * <pre>
 * plaintext = the picture file, padded to a class of sizes ({@link PicturePadding})
 * header    = {alg, enc, kid, typ: "darkroom-picture", jid: job id, img: number of the picture, from 0, pad: "7816-4"}
 * </pre>
 *
 * <p>Without {@code pad} the plaintext is the file alone, as earlier versions sealed it. Authenticated: the header, so a
 * picture moved to another job or number does not open. Not protected: the class of its size. Thread-safe.
 */
public final class PictureSeal {
    private static final String TYPE = "darkroom-picture";
    private static final String NUMBER = "img";
    private static final String PADDING = "pad";
    private static final String PADDED = "7816-4";

    private PictureSeal() {}

    /** Seals {@code picture} as picture {@code number} of the job; returns a compact JWE. */
    public static String seal(SealingKeys keys, JobId job, int number, PictureBytes picture) {
        byte[] padded = PicturePadding.pad(picture.revealBytes());
        try {
            return Jwe.seal(keys, TYPE, job, Map.of(NUMBER, number, PADDING, PADDED), padded);
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    /**
     * Opens picture {@code number} of the job.
     *
     * @throws SealException if it is altered, another picture, or under an unknown key
     */
    public static PictureBytes open(OpeningKeys keys, JobId job, int number, String sealed) {
        Jwe.Opened opened = Jwe.open(keys, TYPE, job, sealed);
        try {
            return PictureBytes.takingOver(file(opened, number));
        } finally {
            Arrays.fill(opened.plaintext(), (byte) 0);
        }
    }

    /** A copy of the file that was sealed. */
    private static byte[] file(Jwe.Opened opened, int number) {
        boolean padded = opened.claims().containsKey(PADDING);
        boolean ofThatNumber = opened.claims().get(NUMBER) instanceof Number n && n.longValue() == number;
        if (!ofThatNumber || (padded && !PADDED.equals(opened.claims().get(PADDING)))) {
            throw new SealException("cannot open");
        }
        return padded
                ? PicturePadding.strip(opened.plaintext())
                : opened.plaintext().clone();
    }
}
