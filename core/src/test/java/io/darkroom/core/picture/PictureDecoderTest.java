package io.darkroom.core.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.core.picture.PictureRefused.Reason;
import io.darkroom.core.privacy.PictureBytes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Held to what PIL reads of the same files. */
class PictureDecoderTest {
    /** Decoders round differently where a format is not exact. */
    private static final int LOSSY = 3;

    /** Colours of a lossy WebP are stored at half the size, and PIL's decoder smooths them where ours repeats them. */
    private static final Set<String> SOFTENED_BY_PIL = Set.of("lossy.webp", "lossy-alpha.webp", "orientation-8.webp");

    private static final double MOST_MEAN = 8;

    static List<String> readable() {
        return PictureFiles.readable();
    }

    static List<String> refused() {
        return PictureFiles.refused();
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsAPictureAsDiffusersDoes(String name) throws Exception {
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(PictureFiles.octets("read/" + name + ".png")));
        PictureBytes picture = bytes(name);

        PictureSize size = PictureDecoder.size(picture);
        Pixels pixels = PictureDecoder.picture(picture, size);

        assertThat(size).isEqualTo(new PictureSize(expected.getWidth(), expected.getHeight()));
        int[] differences = differences(pixels, expected);
        assertThat(IntStream.of(differences).max().orElseThrow()).isLessThanOrEqualTo(tolerance(name));
        assertThat(IntStream.of(differences).average().orElseThrow()).isLessThanOrEqualTo(MOST_MEAN);
    }

    private static int tolerance(String name) {
        if (SOFTENED_BY_PIL.contains(name)) {
            return 48;
        }
        return name.endsWith(".png") || name.startsWith("lossless") ? 0 : LOSSY;
    }

    private static int[] differences(Pixels pixels, BufferedImage expected) {
        int[] samples = expected.getRaster().getPixels(0, 0, pixels.width(), pixels.height(), (int[]) null);
        byte[] values = pixels.revealValues();
        assertThat(values).hasSameSizeAs(samples);
        return IntStream.range(0, values.length)
                .map(i -> Math.abs((values[i] & 0xff) - samples[i]))
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "refused/animated.png, ANIMATED",
        "refused/animated.webp, ANIMATED",
        "refused/animated.gif, UNKNOWN_FORMAT",
        "refused/picture.bmp, UNKNOWN_FORMAT",
        "refused/picture.tiff, UNKNOWN_FORMAT",
    })
    void refusesOtherKindsOfFiles(String name, Reason reason) {
        assertRefused(reason, PictureFiles.octets(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a fox", "<svg xmlns='http://www.w3.org/2000/svg'/>", "RIFF", "\u0089PNG"})
    void refusesWhatIsNoPicture(String text) {
        assertRefused(Reason.UNKNOWN_FORMAT, text.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rgb.png", "palette-transparent.png", "progressive.jpg", "rgb.jpg", "lossy.webp", "lossless.webp"
            })
    void refusesAFileCutOffAnywhere(String name) {
        byte[] whole = PictureFiles.octets(name);

        for (int length = 12; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(PictureRefused.class)
                    .as("%d octets", length)
                    .isThrownBy(() -> decode(cut))
                    .satisfies(e -> assertThat(e.reason()).isIn(Reason.DAMAGED, Reason.UNKNOWN_FORMAT));
        }
    }

    @Test
    void refusesAPngOfWhichASingleBitWasTurnedInItsPixels() {
        byte[] file = PictureFiles.octets("rgb.png");
        file[file.length - 40] ^= 1;

        assertRefused(Reason.DAMAGED, file);
    }

    @ParameterizedTest
    @CsvSource({"4097, 1", "1, 4097", "2147483647, 2147483647"})
    void refusesTooManyPixelsByTheHeaderAlone(int width, int height) {
        assertRefused(Reason.TOO_MANY_PIXELS, PngMaker.empty(width, height));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1"})
    void refusesSidesThatAreNone(int width, int height) {
        assertRefused(Reason.DAMAGED, PngMaker.empty(width, height));
    }

    @Test
    void refusesMoreOctetsThanAnyPictureNeeds() {
        assertRefused(Reason.TOO_MANY_OCTETS, new byte[PictureDecoder.MAX_OCTETS + 1]);
    }

    @Test
    void refusesAnotherSizeBeforeItDecodesAnything() {
        PictureBytes unreadable = PictureBytes.takingOver(PngMaker.empty(64, 64));

        assertThatExceptionOfType(PictureRefused.class)
                .isThrownBy(() -> PictureDecoder.picture(unreadable, new PictureSize(64, 65)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_SIZE));
    }

    @Test
    void passesOverATextThatUnfoldsToGigabytes() throws Exception {
        byte[] file = PngMaker.withText(PictureFiles.octets("palette.png"), 64 << 20);

        Pixels pixels = decode(file);

        assertThat(pixels.revealValues())
                .isEqualTo(decode(PictureFiles.octets("palette.png")).revealValues());
    }

    @Test
    void refusesAWebpThatEndsLongBeforeItsPixels() {
        assertRefusedWithinMemory(PictureFiles.octets("hostile/ends-early.webp"));
    }

    @Test
    void refusesAWebpWhoseTablesTakeMoreMemoryThanItsPixels() {
        assertRefusedWithinMemory(WebpMaker.withMostTables(64, 64));
    }

    private static void assertRefusedWithinMemory(byte[] file) {
        PictureBytes picture = PictureBytes.takingOver(file);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThatExceptionOfType(PictureRefused.class)
                .isThrownBy(() -> PictureDecoder.picture(picture, PictureDecoder.size(picture)));

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16 << 20);
    }

    @Test
    void refusesAJpegOfEndlessScans() {
        byte[] file = PictureFiles.octets("progressive.jpg");

        assertRefused(Reason.RARE_KIND, JpegMaker.repeatingItsLastScan(file, 200));
    }

    @Test
    void makesAMaskOfHowBrightAPictureIs() throws Exception {
        PictureBytes gray = bytes("gray.png");
        PictureSize size = PictureDecoder.size(gray);

        byte[] luma = PictureDecoder.mask(gray, size).revealValues();

        byte[] rgb = PictureDecoder.picture(gray, size).revealValues();
        assertThat(luma).hasSize(size.width() * size.height());
        assertThat(IntStream.range(0, luma.length)).allMatch(i -> luma[i] == rgb[3 * i + 1]);
    }

    @Test
    void refusesAMaskThatIsInItsAlphaAlone() throws IOException {
        BufferedImage black = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 64; i++) {
            black.setRGB(i % 8, i / 8, i < 32 ? 0xff000000 : 0);
        }
        PictureBytes mask = PictureBytes.takingOver(png(black));

        assertThatExceptionOfType(PictureRefused.class)
                .isThrownBy(() -> PictureDecoder.mask(mask, new PictureSize(8, 8)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.ALPHA_ALONE));
    }

    @Test
    void takesAMaskThatIsWhiteAllOverOrHasAlphaBesidesItsColours() throws Exception {
        BufferedImage mask = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 64; i++) {
            mask.setRGB(i % 8, i / 8, i < 32 ? 0xffffffff : 0);
        }

        byte[] luma = PictureDecoder.mask(PictureBytes.takingOver(png(mask)), new PictureSize(8, 8))
                .revealValues();

        assertThat(luma[0]).isEqualTo((byte) 255);
        assertThat(luma[63]).isEqualTo((byte) 0);
    }

    @Test
    void overwritesItsPixelsAndPrintsNothingOfThem() throws Exception {
        Pixels pixels = decode(PictureFiles.octets("rgb.png"));

        pixels.close();

        assertThat(pixels).hasToString("Pixels[hidden]");
        assertThat(pixels.revealValues()).containsOnly(0);
    }

    /** Seeded; whatever becomes of a file, it is read or refused. */
    @ParameterizedTest
    @MethodSource("readable")
    void readsOrRefusesWhateverBecomesOfAFile(String name) {
        byte[] whole = PictureFiles.octets(name);
        Random random = new Random(name.hashCode());

        for (int i = 0; i < 400; i++) {
            byte[] file = PngMaker.mended(mutated(whole, random));
            try {
                Pixels pixels = decode(file);
                assertThat(pixels.revealValues()).hasSize(3 * pixels.width() * pixels.height());
            } catch (PictureRefused e) {
                assertThat(e).hasMessageContaining("must").hasNoCause();
            }
        }
    }

    private static byte[] mutated(byte[] whole, Random random) {
        byte[] file = whole.clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(file.length);
            switch (random.nextInt(4)) {
                case 0 -> file[at] = (byte) random.nextInt(256);
                case 1 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> file[at] = (byte) 0xff;
                default -> {
                    int length = random.nextInt(Math.min(64, file.length - at) + 1);
                    System.arraycopy(whole, random.nextInt(file.length - length + 1), file, at, length);
                }
            }
        }
        return file;
    }

    private static Pixels decode(byte[] file) throws PictureRefused {
        PictureBytes picture = PictureBytes.takingOver(file);
        PictureSize size = PictureDecoder.size(picture);
        // A header that a mutation made huge would only make this slow.
        if ((long) size.width() * size.height() > 1 << 20) {
            throw new PictureRefused(Reason.TOO_MANY_PIXELS);
        }
        return PictureDecoder.picture(picture, size);
    }

    private static PictureBytes bytes(String name) {
        return PictureBytes.takingOver(PictureFiles.octets(name));
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static void assertRefused(Reason reason, byte[] file) {
        assertThatExceptionOfType(PictureRefused.class)
                .isThrownBy(() -> decode(file))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
