package io.darkroom.diffusion.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.darkroom.diffusion.pipeline.Raster;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final Raster RECORDED = raster(10, 200, 30, 40, 50, 60);

    @Test
    void countsWhatIsWithinOneAndFindsTheLargestAndTheMean() {
        Difference difference = Difference.between(raster(11, 200, 33, 40, 50, 52), RECORDED);

        assertThat(difference).isEqualTo(new Difference(4 / 6.0, 8, 2));
    }

    @Test
    void readsBytesWithoutASign() {
        assertThat(Difference.between(raster(10, 128, 30, 40, 50, 60), raster(10, 127, 30, 40, 50, 60))
                        .largest())
                .isOne();
    }

    @Test
    void holdsSinglePrecisionToItsShareAndItsLargest() {
        assertThat(new Difference(0.995, 3, 0.1).holds(false)).isTrue();
        assertThat(new Difference(0.9949, 3, 0.1).holds(false)).isFalse();
        assertThat(new Difference(0.999, 4, 0.1).holds(false)).isFalse();
    }

    @Test
    void holdsHalfPrecisionToItsMean() {
        assertThat(new Difference(0.5, 90, 3).holds(true)).isTrue();
        assertThat(new Difference(0.5, 90, 3.1).holds(true)).isFalse();
    }

    @Test
    void refusesPicturesOfAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Difference.between(new Raster(1, 1, new byte[3]), RECORDED))
                .withMessage("it is 1x1, recorded is 2x1");
    }

    private static Raster raster(int... values) {
        byte[] rgb = new byte[values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) values[i];
        }
        return new Raster(values.length / 3, 1, rgb);
    }
}
