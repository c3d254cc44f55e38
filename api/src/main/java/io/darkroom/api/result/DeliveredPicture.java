package io.darkroom.api.result;

import io.darkroom.core.privacy.PictureBytes;
import java.util.Optional;

/**
 * A picture on its way to its owner.
 *
 * @param seed that drew it; empty if it is no longer known
 * @param handover told what became of it
 */
public record DeliveredPicture(PictureBytes picture, Optional<Long> seed, Handover handover) {
    @Override
    public String toString() {
        return "DeliveredPicture[hidden]";
    }
}
