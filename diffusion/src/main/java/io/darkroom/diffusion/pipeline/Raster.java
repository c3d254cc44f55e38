package io.darkroom.diffusion.pipeline;

/** A decoded picture: 8-bit RGB, rows from top to bottom, three bytes a pixel. It prints as hidden. */
public final class Raster {
    private final int width;
    private final int height;
    private final byte[] rgb;

    /**
     * Takes over {@code rgb}.
     *
     * @param width pixels, at least 1
     * @param height pixels, at least 1
     * @param rgb {@code 3 * width * height} bytes, row-major, red green blue
     */
    public Raster(int width, int height, byte[] rgb) {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException("rgb must hold 3 bytes for each of " + width + "x" + height + " pixels");
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /** Pixels from left to right. */
    public int width() {
        return width;
    }

    /** Pixels from top to bottom. */
    public int height() {
        return height;
    }

    /** The raster's own bytes, not a copy; whoever is done with them may overwrite them. */
    public byte[] rgb() {
        return rgb;
    }

    @Override
    public String toString() {
        return "Raster[hidden]";
    }
}
