package io.darkroom.api.submit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Picture files in base64. */
final class Pictures {
    private static final int FIRST_CHUNK_AFTER_THE_HEADER = 33;

    private Pictures() {}

    /** A black one. */
    static String png(int width, int height) {
        return Base64.getEncoder().encodeToString(file(width, height));
    }

    /** One whose pixels do not unfold, although every checksum is right. */
    static String damaged(int width, int height) {
        byte[] file = file(width, height);
        int length = file.length - FIRST_CHUNK_AFTER_THE_HEADER - 24;
        file[FIRST_CHUNK_AFTER_THE_HEADER + 8] = 0;
        CRC32 checksum = new CRC32();
        checksum.update(file, FIRST_CHUNK_AFTER_THE_HEADER + 4, length + 4);
        for (int i = 0; i < 4; i++) {
            file[FIRST_CHUNK_AFTER_THE_HEADER + 8 + length + i] = (byte) (checksum.getValue() >> 24 - 8 * i);
        }
        return Base64.getEncoder().encodeToString(file);
    }

    private static byte[] file(int width, int height) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
