package io.darkroom.core.picture;

/**
 * What a picture file says of itself.
 *
 * @param width pixels of a row as it is stored
 * @param height rows as they are stored
 * @param orientation how the stored picture is turned
 */
record PictureHeader(int width, int height, Orientation orientation) {

    /** Checks the sides before anything is made of them. */
    static PictureHeader of(int width, int height, Orientation orientation) throws PictureRefused {
        if (width < 1 || height < 1) {
            throw new PictureRefused(PictureRefused.Reason.DAMAGED);
        }
        if (width > PictureDecoder.MAX_SIDE || height > PictureDecoder.MAX_SIDE) {
            throw new PictureRefused(PictureRefused.Reason.TOO_MANY_PIXELS);
        }
        return new PictureHeader(width, height, orientation);
    }

    PictureSize upright() {
        return orientation.swapsSides() ? new PictureSize(height, width) : new PictureSize(width, height);
    }
}
