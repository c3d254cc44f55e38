package io.darkroom.core.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A decoded picture as ImageIO left it. Read sample by sample as they are in the file: {@code getRGB} would correct the
 * gamma of gray pictures and convert profiles.
 */
final class Samples implements AutoCloseable {
    private static final int OPAQUE = 255;

    private final BufferedImage image;
    private final int width;
    private final int height;
    private final int bands;
    private final int cutBits;
    private final @Nullable IndexColorModel palette;

    /** A row: {@code bands} values for each pixel. */
    private final int[] row;

    Samples(BufferedImage image) {
        this.image = image;
        this.width = image.getWidth();
        this.height = image.getHeight();
        this.bands = image.getRaster().getNumBands();
        this.palette = image.getColorModel() instanceof IndexColorModel model ? model : null;
        this.cutBits = palette == null ? Math.max(0, image.getSampleModel().getSampleSize(0) - Byte.SIZE) : 0;
        this.row = new int[bands * width];
    }

    /** Red, green, blue of each pixel. */
    byte[] rgb(Orientation orientation) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            load(y);
            for (int x = 0; x < width; x++) {
                int target = 3 * orientation.target(x, y, width, height);
                int colour = colour(x);
                rgb[target] = (byte) (colour >> 16);
                rgb[target + 1] = (byte) (colour >> 8);
                rgb[target + 2] = (byte) colour;
            }
        }
        return rgb;
    }

    /** How bright each pixel is. */
    byte[] luma(Orientation orientation) throws PictureRefused {
        byte[] luma = new byte[width * height];
        boolean oneColour = true;
        boolean oneAlpha = true;
        load(0);
        int firstColour = colour(0);
        int firstAlpha = alpha(0);
        for (int y = 0; y < height; y++) {
            load(y);
            for (int x = 0; x < width; x++) {
                int colour = colour(x);
                oneColour &= colour == firstColour;
                oneAlpha &= alpha(x) == firstAlpha;
                luma[orientation.target(x, y, width, height)] = luma(colour);
            }
        }
        if (oneColour && !oneAlpha) {
            throw new PictureRefused(PictureRefused.Reason.ALPHA_ALONE);
        }
        return luma;
    }

    private static byte luma(int colour) {
        int red = colour >> 16 & 0xff;
        int green = colour >> 8 & 0xff;
        int blue = colour & 0xff;
        return (byte) (red * 19595 + green * 38470 + blue * 7471 + 0x8000 >> 16);
    }

    private void load(int y) {
        image.getRaster().getPixels(0, y, width, 1, row);
    }

    /** 0xRRGGBB of pixel {@code x} of the row. */
    private int colour(int x) {
        if (palette != null) {
            return palette.getRGB(row[x]) & 0xffffff;
        }
        int first = row[x * bands] >> cutBits;
        if (bands < 3) {
            return first << 16 | first << 8 | first;
        }
        return first << 16 | row[x * bands + 1] >> cutBits << 8 | row[x * bands + 2] >> cutBits;
    }

    private int alpha(int x) {
        if (palette != null) {
            return palette.getAlpha(row[x]);
        }
        return bands % 2 == 0 ? row[x * bands + bands - 1] : OPAQUE;
    }

    /** Overwrites what ImageIO decoded. */
    @Override
    public void close() {
        Arrays.fill(row, 0);
        DataBuffer buffer = image.getRaster().getDataBuffer();
        if (buffer instanceof DataBufferByte octets) {
            for (byte[] bank : octets.getBankData()) {
                Arrays.fill(bank, (byte) 0);
            }
        } else if (buffer instanceof DataBufferUShort words) {
            for (short[] bank : words.getBankData()) {
                Arrays.fill(bank, (short) 0);
            }
        } else if (buffer instanceof DataBufferInt ints) {
            for (int[] bank : ints.getBankData()) {
                Arrays.fill(bank, 0);
            }
        }
    }
}
