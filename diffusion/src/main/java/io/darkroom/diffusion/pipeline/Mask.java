package io.darkroom.diffusion.pipeline;

/** Where a picture is to be drawn anew: one gray value a pixel, rows from top to bottom. It prints as hidden. */
public final class Mask {
    /** diffusers binarizes at 0.5 of 255. */
    private static final int LEAST_WHITE = 128;

    private final int width;
    private final int height;
    private final byte[] gray;

    /**
     * Takes over {@code gray}.
     *
     * @param width pixels, at least 1
     * @param height pixels, at least 1
     * @param gray {@code width * height} bytes, row-major: from 128 on, as unsigned numbers, is drawn anew, below is kept
     */
    public Mask(int width, int height, byte[] gray) {
        if (width < 1 || height < 1 || gray.length != (long) width * height) {
            throw new IllegalArgumentException("gray must hold a byte for each of " + width + "x" + height + " pixels");
        }
        this.width = width;
        this.height = height;
        this.gray = gray;
    }

    /** Pixels from left to right. */
    public int width() {
        return width;
    }

    /** Pixels from top to bottom. */
    public int height() {
        return height;
    }

    /** The mask's own bytes, not a copy; whoever is done with them may overwrite them. */
    public byte[] gray() {
        return gray;
    }

    boolean isWhite(int pixel) {
        return (gray[pixel] & 0xff) >= LEAST_WHITE;
    }

    /**
     * One value for each latent unit, 1 where it is drawn anew, else 0: that of the unit's upper left pixel, as torch's
     * nearest interpolation takes it.
     *
     * @param scale pixels per latent unit
     * @return [height / scale, width / scale] row-major
     */
    float[] latent(int scale) {
        int columns = width / scale;
        float[] units = new float[height / scale * columns];
        for (int i = 0; i < units.length; i++) {
            int pixel = i / columns * scale * width + i % columns * scale;
            units[i] = isWhite(pixel) ? 1 : 0;
        }
        return units;
    }

    @Override
    public String toString() {
        return "Mask[hidden]";
    }
}
