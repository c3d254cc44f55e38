package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DevelopmentTest {
    @Test
    void interleavesPlanesAndClampsAndRounds() {
        float[] planes = {-1, 1, -7, 7, 0, -0.996f};

        Raster raster = Development.raster(planes, 1, 2);

        // 0 is 127.5, half way, and goes to the even 128; -0.996 is 0.51.
        assertThat(raster.width()).isEqualTo(2);
        assertThat(raster.rgb()).containsExactly(0, 0, 128, 255, 255, 1);
    }
}
