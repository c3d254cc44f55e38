package io.darkroom.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrawingCostTest {
    @Test
    void isStepsTimesPicturesTimesThousandsOfPixels() {
        assertThat(DrawingCost.of(spec(512, 512, 20, "euler", 1))).isEqualTo(5_243);
        assertThat(DrawingCost.of(spec(1024, 1024, 30, "euler", 2))).isEqualTo(62_915);
    }

    @Test
    void countsTheSecondLookOfSecondOrder() {
        long once = DrawingCost.of(spec(500, 400, 10, "dpm++2m", 1));

        assertThat(DrawingCost.of(spec(500, 400, 10, "heun-karras", 1))).isEqualTo(2 * once);
        assertThat(DrawingCost.of(spec(500, 400, 10, "dpm2", 1))).isEqualTo(2 * once);
    }

    @Test
    void isNeverNothing() {
        assertThat(DrawingCost.of(spec(8, 8, 1, "ddim", 1))).isEqualTo(1);
    }

    private static JobSpec spec(int width, int height, int steps, String scheduler, int images) {
        return new JobSpec(
                "m", width, height, steps, 5f, scheduler, images, Lane.INTERACTIVE, false, DeliveryMode.TTL, 60);
    }
}
