package io.darkroom.core.picture;

import io.darkroom.core.privacy.PictureBytes;

/**
 * Reads picture files that somebody else made, PNG, JPEG and WebP, as diffusers' {@code load_image} reads them: turned as
 * Exif says, colours as they are in the file whatever its profile, alpha left out, 16 bits cut to 8.
 *
 * <p>Every limit is checked in the file's header, before a pixel is decoded. Nothing is written to a file, and what is
 * decoded on the way is overwritten.
 */
public final class PictureDecoder {
    /** Most octets of a file. */
    public static final int MAX_OCTETS = 16 << 20;

    /** Most pixels a side. */
    public static final int MAX_SIDE = 4096;

    private PictureDecoder() {}

    /**
     * The size that a picture will have when it is decoded; its pixels are not looked at.
     *
     * @throws PictureRefused if the file is of no known format, not whole or too large
     */
    public static PictureSize size(PictureBytes picture) throws PictureRefused {
        return PictureFile.of(picture.revealBytes()).header().upright();
    }

    /**
     * Decodes a picture: red, green and blue of each pixel.
     *
     * @param required the size that it must have
     * @throws PictureRefused if it cannot be decoded, or is of another size
     */
    public static Pixels picture(PictureBytes picture, PictureSize required) throws PictureRefused {
        return decode(picture, required, Samples::rgb);
    }

    /**
     * Decodes a mask: the luma of each pixel (ITU-R BT.601, as in PIL).
     *
     * @param required the size that it must have
     * @throws PictureRefused if it cannot be decoded, is of another size, or all of one colour under a varied alpha
     */
    public static Pixels mask(PictureBytes mask, PictureSize required) throws PictureRefused {
        return decode(mask, required, Samples::luma);
    }

    private static Pixels decode(PictureBytes picture, PictureSize required, Reading reading) throws PictureRefused {
        PictureFile file = PictureFile.of(picture.revealBytes());
        if (!file.header().upright().equals(required)) {
            throw new PictureRefused(PictureRefused.Reason.OTHER_SIZE);
        }
        try (Samples samples = ImageReading.read(file)) {
            return new Pixels(required, reading.of(samples, file.header().orientation()));
        }
    }

    /** Values of an upright picture. */
    @FunctionalInterface
    private interface Reading {
        byte[] of(Samples samples, Orientation orientation) throws PictureRefused;
    }
}
