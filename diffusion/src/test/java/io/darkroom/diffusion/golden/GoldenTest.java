package io.darkroom.diffusion.golden;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class GoldenTest {
    private static final float[] RECORDED = {1, -2, 0.5f, 4};

    @Test
    void namesTheWorstPlaceBothValuesAndTheCount() {
        float[] actual = {1, -2.25f, 0.75f, 3};

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Golden.assertWithin(0.125, actual, RECORDED, "step 3"))
                .withMessageStartingWith("step 3: 3 of 4 values")
                .withMessageContaining("the worst is at 3: 3.00000000, recorded 4.00000000");
    }

    @Test
    void letsDifferencesUpToTheBoundPass() {
        float[] actual = {1.125f, -1.875f, 0.5f, 4};

        assertThatCode(() -> Golden.assertWithin(0.125, actual, RECORDED, "noise"))
                .doesNotThrowAnyException();
    }

    @Test
    void measuresASharedBoundByTheLargestRecordedValue() {
        float[] actual = {1, -2, 0.5f, 4.5f};

        assertThatCode(() -> Golden.assertWithinShare(0.125, actual, RECORDED, "step 0"))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Golden.assertWithinShare(0.12, actual, RECORDED, "step 0"));
    }

    @Test
    void findsNoValueThatIsNotANumberCloseToOne() {
        float[] actual = {1, Float.NaN, 0.5f, 4};

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Golden.assertWithin(100, actual, RECORDED, "step 0"))
                .withMessageContaining("1 of 4")
                .withMessageContaining("at 1: NaN");
    }

    @Test
    void refusesTensorsOfAnotherLength() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Golden.assertWithin(1, new float[3], RECORDED, "sigmas"))
                .withMessage("sigmas: 3 values, recorded are 4");
    }
}
