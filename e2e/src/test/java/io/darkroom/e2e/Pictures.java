package io.darkroom.e2e;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Picture files that tests send. */
final class Pictures {
    private static final int WHITE = 0xffffff;

    /** A PNG's signature and its header chunk. */
    private static final int HEADER_OCTETS = 33;

    private Pictures() {}

    static String base64(byte[] file) {
        return Base64.getEncoder().encodeToString(file);
    }

    /** All black. */
    static byte[] black(int width, int height) {
        return file(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    /** A mask of the lower half. */
    static byte[] lowerHalf(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = width * (height / 2); i < width * height; i++) {
            image.setRGB(i % width, i / width, WHITE);
        }
        return file(image, "png");
    }

    /** Black all over, the upper half of it transparent. */
    static byte[] transparentAbove(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int i = width * (height / 2); i < width * height; i++) {
            image.setRGB(i % width, i / width, 0xff000000);
        }
        return file(image, "png");
    }

    /** Noise, which compresses to nothing smaller: whatever copies the file copies what is in it. */
    static byte[] noise(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }
        return file(image, "png");
    }

    static byte[] gif(int width, int height) {
        return file(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED), "gif");
    }

    /** The same with another size in its header. */
    static byte[] claiming(byte[] png, int width, int height) {
        byte[] file = png.clone();
        ByteBuffer.wrap(file).putInt(16, width).putInt(20, height).putInt(29, checksum(file, 12, 17));
        return file;
    }

    /** The same without its end. */
    static byte[] cutOff(byte[] png) {
        return Arrays.copyOf(png, png.length - 20);
    }

    /** The same, made longer by a chunk that says nothing. */
    static byte[] lengthened(byte[] png, int octets) {
        ByteBuffer file = ByteBuffer.allocate(png.length + octets);
        file.put(png, 0, HEADER_OCTETS)
                .putInt(octets - 12)
                .put(new byte[] {'d', 'a', 'R', 'k'})
                .position(HEADER_OCTETS + octets - 4);
        file.putInt(checksum(file.array(), HEADER_OCTETS + 4, octets - 8));
        return file.put(png, HEADER_OCTETS, png.length - HEADER_OCTETS).array();
    }

    private static int checksum(byte[] file, int offset, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(file, offset, length);
        return (int) checksum.getValue();
    }

    private static byte[] file(BufferedImage image, String format) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
