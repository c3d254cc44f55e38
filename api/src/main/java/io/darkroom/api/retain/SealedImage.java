package io.darkroom.api.retain;

/** A kept picture as it lies in the library: sealed to the storage key, and so is its seed. */
public record SealedImage(String sealedPicture, String sealedSeed) {
    @Override
    public String toString() {
        return "SealedImage[hidden]";
    }
}
