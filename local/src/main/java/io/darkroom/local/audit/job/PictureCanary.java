package io.darkroom.local.audit.job;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.darkroom.local.audit.search.Canary;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures as canaries: what their files and their pixels begin with is nowhere else. */
public final class PictureCanary {
    private static final int OCTETS = 64;
    private static final int SIGNATURE = 8;
    private static final int LENGTH_AND_TYPE = 8;
    private static final int CHECKSUM = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    static {
        // Its cache is a file in the folder for temporary ones.
        ImageIO.setUseCache(false);
    }

    private PictureCanary() {}

    /** A PNG file of noise, which compresses to nothing smaller: whatever copies the file copies what is in it. */
    public static byte[] noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, RANDOM.nextInt());
        }
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ImageIO.write(image, "png", file);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PNG's first compressed octets. */
    public static Canary ofFile(String name, byte[] png) {
        ByteBuffer file = ByteBuffer.wrap(png);
        int at = SIGNATURE;
        while (!new String(png, at + 4, 4, US_ASCII).equals("IDAT")) {
            at += LENGTH_AND_TYPE + file.getInt(at) + CHECKSUM;
        }
        int length = Math.min(OCTETS, file.getInt(at));
        return Canary.ofOctets(
                name + ", file", Arrays.copyOfRange(png, at + LENGTH_AND_TYPE, at + LENGTH_AND_TYPE + length));
    }

    /** A picture's first values: red, green, blue, red, … */
    public static Canary ofPixels(String name, byte[] png) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            int[] values = image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
            byte[] octets = new byte[OCTETS];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = (byte) values[i];
            }
            return Canary.ofOctets(name + ", pixels", octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Both. */
    public static List<Canary> of(String name, byte[] png) {
        return List.of(ofFile(name, png), ofPixels(name, png));
    }
}
