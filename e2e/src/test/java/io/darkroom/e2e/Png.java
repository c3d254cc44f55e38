package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A PNG file that came back. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int LENGTH_AND_TYPE = 8;
    private static final int CHECKSUM = 4;

    private final byte[] file;
    private final BufferedImage image;

    private Png(byte[] file, BufferedImage image) {
        this.file = file;
        this.image = image;
    }

    static Png of(byte[] file) {
        if (!Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            throw new AssertionError("not a PNG");
        }
        try {
            return new Png(file, ImageIO.read(new ByteArrayInputStream(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /** The color of a pixel by its name; {@code other} if no primary color clearly leads. */
    String color(int x, int y) {
        int rgb = image.getRGB(x, y);
        int red = rgb >> 16 & 0xff;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        if (red > 2 * Math.max(green, blue)) {
            return "red";
        }
        return blue > 2 * Math.max(red, green) ? "blue" : "other";
    }

    /** The mean value in the rows from {@code first} on, before {@code end}. */
    double brightness(int first, int end) {
        int[] values = image.getRaster().getPixels(0, first, width(), end - first, (int[]) null);
        return IntStream.of(values).average().orElseThrow();
    }

    /** Whether every value of every pixel is at most 2 of 255 away: what another batch size may cost. */
    boolean isCloseTo(Png other) {
        int[] ours = values();
        int[] theirs = other.values();
        return ours.length == theirs.length
                && IntStream.range(0, ours.length).allMatch(i -> Math.abs(ours[i] - theirs[i]) <= 2);
    }

    private int[] values() {
        return image.getRaster().getPixels(0, 0, width(), height(), (int[]) null);
    }

    /** Types of the file's chunks, in order. */
    List<String> chunks() {
        List<String> types = new ArrayList<>();
        for (int at = SIGNATURE.length; at < file.length; at += LENGTH_AND_TYPE + length(at) + CHECKSUM) {
            types.add(type(at));
        }
        return types;
    }

    private int length(int at) {
        return ByteBuffer.wrap(file).getInt(at);
    }

    private String type(int at) {
        return new String(file, at + 4, 4, US_ASCII);
    }
}
