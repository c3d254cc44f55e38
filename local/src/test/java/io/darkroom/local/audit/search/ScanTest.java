package io.darkroom.local.audit.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
    private static final String WORD = "kanarienvogel";

    private final Search search = Search.of(List.of(Canary.ofText("bird", WORD)));
    private final Random random = new Random(7);

    static Stream<Arguments> streams() {
        return Stream.of(
                Arguments.of("gzip", (Folding) ScanTest::gzip),
                Arguments.of("deflate", (Folding) ScanTest::zlib),
                Arguments.of("zip", (Folding) ScanTest::zip));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void unfoldsAStreamWhereverItBegins(String kind, Folding folding) throws IOException {
        byte[] stream = folding.fold(text(5_000));
        for (int before : new int[] {0, 1, 65_000, 66_040, 66_047, 66_048, 200_000}) {
            byte[] octets = joined(noise(before), stream, noise(700));

            Set<Hit> hits = search.in(octets);

            assertThat(hits).as("after %d", before).extracting(Hit::encoding).containsExactly("UTF-8, in " + kind);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void findsAWordDeepInALongStream(String kind, Folding folding) throws IOException {
        byte[] stream = folding.fold(joined(noise(400_000), WORD.getBytes(UTF_8), noise(100_000)));

        Set<Hit> hits = search.in(joined(noise(100), stream));

        assertThat(hits).extracting(Hit::encoding).contains("UTF-8, in " + kind);
    }

    @Test
    void unfoldsAStreamInAStream() throws IOException {
        byte[] octets = gzip(joined(noise(300), zlib(text(10)), noise(300)));

        Set<Hit> hits = search.in(octets);

        assertThat(hits).extracting(Hit::encoding).contains("UTF-8, in deflate, in gzip");
    }

    @Test
    void findsWhatComesBeforeTheDamageInAStream() throws IOException {
        byte[] stream = gzip(joined(text(10), noise(100_000)));
        byte[] damaged = joined(Arrays.copyOf(stream, 50_000), new byte[1_000]);

        Set<Hit> hits = search.in(damaged);

        assertThat(hits).extracting(Hit::encoding).containsExactly("UTF-8, in gzip");
    }

    @Test
    void givesUpOnABombAndSaysSo() throws IOException {
        byte[] bomb = gzip(new byte[200 << 20]);
        Scan scan = Scan.of(search);

        scan.feed(bomb, 0, bomb.length);

        assertThat(scan.end()).isEmpty();
        assertThat(scan.isWhole()).isFalse();
    }

    @Test
    void givesUpOnHeadsWithoutEndAndSaysSo() {
        byte[] heads = new byte[1 << 20];
        Arrays.fill(heads, (byte) 0x78);
        for (int i = 1; i < heads.length; i += 2) {
            heads[i] = (byte) 0x9c;
        }
        Scan scan = Scan.of(search);

        scan.feed(heads, 0, heads.length);

        assertThat(scan.end()).isEmpty();
        assertThat(scan.isWhole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000, 65_536})
    void findsTheSameInPiecesOfAnySize(int piece) throws IOException {
        byte[] octets = joined(noise(3_000), text(1), noise(70_000), gzip(text(3)), noise(90_000), zlib(text(2)));
        Scan scan = Scan.of(search);

        for (int at = 0; at < octets.length; at += piece) {
            scan.feed(octets, at, Math.min(piece, octets.length - at));
        }

        assertThat(scan.end())
                .extracting(Hit::encoding)
                .containsExactlyInAnyOrder("UTF-8", "UTF-8, in gzip", "UTF-8, in deflate");
        assertThat(scan.isWhole()).isTrue();
    }

    @Test
    void followsNoiseToItsEnd() {
        byte[] octets = noise(20 << 20);
        Scan scan = Scan.of(search);

        scan.feed(octets, 0, octets.length);

        assertThat(scan.end()).isEmpty();
        assertThat(scan.isWhole()).isTrue();
    }

    private static byte[] text(int lines) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            text.append("line ").append(line).append(" of many\n");
        }
        return text.append(WORD).append(" and on it goes").toString().getBytes(UTF_8);
    }

    private byte[] noise(int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return written(new GZIPOutputStream(out), content, out);
    }

    private static byte[] zlib(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return written(new DeflaterOutputStream(out), content, out);
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("some/name.txt"));
        return written(zip, content, out);
    }

    private static byte[] written(OutputStream folding, byte[] content, ByteArrayOutputStream out) throws IOException {
        folding.write(content);
        folding.close();
        return out.toByteArray();
    }

    /** Makes a compressed stream. */
    interface Folding {
        byte[] fold(byte[] content) throws IOException;
    }
}
