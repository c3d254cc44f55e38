package io.darkroom.core.picture;

import java.util.Arrays;

/**
 * A picture file taken apart without decoding a pixel. What a decoder does not need, and could be led astray with (texts,
 * thumbnails, colour profiles, previews that unfold to gigabytes), is not given to it.
 */
interface PictureFile {

    /** What it says of itself. */
    PictureHeader header();

    /** A smaller file with the same pixels, new each time; whoever asked for it erases it. */
    byte[] essential();

    /**
     * Takes a file apart by what it begins with, not by what anybody calls it.
     *
     * @throws PictureRefused if it is of no known format, or not whole, or beyond a limit
     */
    static PictureFile of(byte[] file) throws PictureRefused {
        if (file.length > PictureDecoder.MAX_OCTETS) {
            throw new PictureRefused(PictureRefused.Reason.TOO_MANY_OCTETS);
        }
        try {
            if (PngFile.isOne(file)) {
                return PngFile.read(file);
            }
            if (JpegFile.isOne(file)) {
                return JpegFile.read(file);
            }
            if (WebpFile.isOne(file)) {
                return WebpFile.read(file);
            }
        } catch (IndexOutOfBoundsException endsTooEarly) {
            throw new PictureRefused(PictureRefused.Reason.DAMAGED);
        }
        throw new PictureRefused(PictureRefused.Reason.UNKNOWN_FORMAT);
    }

    /** Whether {@code file} has {@code wanted} at {@code offset}. */
    static boolean has(byte[] file, int offset, byte[] wanted) {
        return file.length - offset >= wanted.length
                && Arrays.equals(file, offset, offset + wanted.length, wanted, 0, wanted.length);
    }
}
