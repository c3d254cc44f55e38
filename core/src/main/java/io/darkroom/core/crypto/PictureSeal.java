package io.darkroom.core.crypto;

import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import java.util.Map;

/**
 * Seals a finished picture for its way back, or for the library.
 *
 * <pre>
 * plaintext = the picture file
 * header    = {alg, enc, kid, typ: "darkroom-picture", jid: job id, img: number of the picture, from 0}
 * </pre>
 *
 * <p>Authenticated: the header, so a picture moved to another job or number does not open. Not protected: the size.
 * Thread-safe.
 */
public final class PictureSeal {
    private static final String TYPE = "darkroom-picture";
    private static final String NUMBER = "img";

    private PictureSeal() {}

    /** Seals {@code picture} as picture {@code number} of the job; returns a compact JWE. */
    public static String seal(SealingKeys keys, JobId job, int number, PictureBytes picture) {
        return Jwe.seal(keys, TYPE, job, Map.of(NUMBER, number), picture.revealBytes());
    }

    /**
     * Opens picture {@code number} of the job.
     *
     * @throws SealException if it is altered, another picture, or under an unknown key
     */
    public static PictureBytes open(OpeningKeys keys, JobId job, int number, String sealed) {
        Jwe.Opened opened = Jwe.open(keys, TYPE, job, sealed);
        if (!(opened.claims().get(NUMBER) instanceof Number n) || n.longValue() != number) {
            throw new SealException("cannot open");
        }
        return PictureBytes.takingOver(opened.plaintext());
    }
}
