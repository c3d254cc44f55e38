package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.darkroom.diffusion.golden.RecordedPicture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngEncoderTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "7, 1", "3, 5", "64, 64", "193, 31"})
    void readsBackAsItWas(int width, int height) throws IOException {
        for (Raster raster : List.of(noise(width, height), gradient(width, height), flat(width, height))) {
            byte[] png = PngEncoder.encode(raster);

            Raster read = RecordedPicture.raster(ImageIO.read(new ByteArrayInputStream(png)));
            assertThat(read.width()).isEqualTo(width);
            assertThat(read.height()).isEqualTo(height);
            assertThat(read.rgb()).isEqualTo(raster.rgb());
        }
    }

    @Test
    void hasNoChunkThatThePictureDoesNotNeed() {
        byte[] png = PngEncoder.encode(noise(100, 100));

        assertThat(chunks(png)).containsExactly("IHDR", "IDAT", "IEND");
    }

    @Test
    void givesTheSameBytesForTheSamePicture() {
        Raster raster = gradient(64, 64);

        assertThat(PngEncoder.encode(raster)).isEqualTo(PngEncoder.encode(raster));
    }

    @Test
    void filtersRowsSoThatAGradientIsSmall() {
        byte[] png = PngEncoder.encode(gradient(256, 256));

        assertThat(png).hasSizeLessThan(256 * 256 * 3 / 20);
    }

    @Test
    void aRasterHoldsThreeBytesAPixel() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Raster(2, 2, new byte[11]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Raster(0, 2, new byte[0]));
    }

    private static List<String> chunks(byte[] png) {
        ByteBuffer file = ByteBuffer.wrap(png).position(8);
        List<String> types = new ArrayList<>();
        while (file.hasRemaining()) {
            int length = file.getInt();
            byte[] type = new byte[4];
            file.get(type);
            types.add(new String(type, StandardCharsets.US_ASCII));
            file.position(file.position() + length + 4);
        }
        return types;
    }

    private static Raster noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(width).nextBytes(rgb);
        return new Raster(width, height, rgb);
    }

    private static Raster gradient(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % width + 2 * (i / 3 / width) + 50 * (i % 3));
        }
        return new Raster(width, height, rgb);
    }

    private static Raster flat(int width, int height) {
        return new Raster(width, height, new byte[3 * width * height]);
    }
}
