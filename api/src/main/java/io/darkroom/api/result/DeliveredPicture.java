package io.darkroom.api.result;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.darkroom.core.privacy.PictureBytes;
import java.util.Optional;

/**
 * A picture on its way to its owner.
 *
 * @param picture the file, or where it is sealed to its owner's key, the compact JWE
 * @param sealed whether it is sealed to its owner's key
 * @param seed that drew it; empty if it is not known here
 * @param sealedSeed the compact JWE with the seed of picture 0, if it is sealed to its owner's key
 * @param handover told what became of it
 */
public record DeliveredPicture(
        PictureBytes picture, boolean sealed, Optional<Long> seed, Optional<String> sealedSeed, Handover handover) {
    static DeliveredPicture opened(PictureBytes file, Optional<Long> seed, Handover handover) {
        return new DeliveredPicture(file, false, seed, Optional.empty(), handover);
    }

    static DeliveredPicture sealed(String jwe, Optional<String> sealedSeed, Handover handover) {
        return new DeliveredPicture(
                PictureBytes.takingOver(jwe.getBytes(US_ASCII)), true, Optional.empty(), sealedSeed, handover);
    }

    @Override
    public String toString() {
        return "DeliveredPicture[hidden]";
    }
}
