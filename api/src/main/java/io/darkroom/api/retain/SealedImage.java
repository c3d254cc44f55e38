package io.darkroom.api.retain;

import org.jspecify.annotations.Nullable;

/**
 * A kept picture as it lies in the library: sealed to the storage key, and so is its seed, or both to a key of its owner's.
 *
 * @param sealedSeed null if its owner sealed it with the prompt, and no result key was told
 */
public record SealedImage(String sealedPicture, @Nullable String sealedSeed) {
    @Override
    public String toString() {
        return "SealedImage[hidden]";
    }
}
