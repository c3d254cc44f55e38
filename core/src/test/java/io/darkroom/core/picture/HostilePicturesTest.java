package io.darkroom.core.picture;

import io.darkroom.core.fuzz.Fuzz;
import io.darkroom.core.privacy.PictureBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever somebody sends as a picture is decoded or refused. */
class HostilePicturesTest {
    /** The files have some hundred pixels; one that says it has many more is refused by its size in the product too. */
    private static final int MOST_PIXELS = 1 << 14;

    private static final PictureSize ANOTHER = new PictureSize(1, 1);
    private static final int RIFF_HEADER = 8;

    @Test
    void aPng() {
        read(
                "PNG",
                files("gray.png", "gray-alpha.png", "one-bit.png", "palette-transparent.png", "rgb.png", "texts.png")
                        .words(
                                "IHDR",
                                "PLTE",
                                "tRNS",
                                "IDAT",
                                "IEND",
                                "eXIf",
                                "acTL",
                                "zTXt",
                                "iCCP",
                                "MM\0*",
                                "\0\0\0\0",
                                "\0\1")
                        .mendedBy(PngMaker::mended));
    }

    @Test
    void aJpeg() {
        read(
                "JPEG",
                files("gray.jpg", "rgb.jpg", "cmyk.jpg", "progressive.jpg", "full-chroma.jpg", "orientation-6.jpg")
                        .words("\0\0", "JFIF\0", "Adobe\0", "Exif\0\0MM\0*", "\1\1", "\4\4", "\77\0"));
    }

    @Test
    void aWebp() {
        read(
                "WebP",
                files("lossless.webp", "lossless-alpha.webp", "lossy.webp", "lossy-alpha.webp", "orientation-8.webp")
                        .words("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "EXIF", "ICCP", "/", "\0\0\0\0")
                        .mendedBy(HostilePicturesTest::withItsLength));
    }

    private static Fuzz files(String... names) {
        return Fuzz.of(Stream.of(names).map(PictureFiles::octets).toList());
    }

    private static byte[] withItsLength(byte[] file) {
        if (file.length >= RIFF_HEADER) {
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, file.length - RIFF_HEADER);
        }
        return file;
    }

    private static void read(String what, Fuzz fuzz) {
        fuzz.refusedBy(PictureRefused.class).read(what + " files", octets -> {
            PictureBytes picture = PictureBytes.takingOver(octets);
            PictureSize size = PictureDecoder.size(picture);
            boolean small = size.width() * size.height() <= MOST_PIXELS;
            PictureDecoder.picture(picture, small ? size : ANOTHER).close();
        });
    }
}
