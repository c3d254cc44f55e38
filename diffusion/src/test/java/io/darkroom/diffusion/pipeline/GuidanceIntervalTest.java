package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuidanceIntervalTest {
    private static final PictureRequest GUIDED = request(5);

    @Test
    void guidanceAllTheWayIsTheUsual() {
        assertThat(DemoModel.latent(GUIDED.withGuidanceBetween(0, 1))).containsExactly(DemoModel.latent(GUIDED));
    }

    @Test
    void guidanceOnNoStepIsNone() {
        assertThat(DemoModel.latent(GUIDED.withGuidanceBetween(0, 0))).containsExactly(DemoModel.latent(request(1)));
    }

    @Test
    void stepsOutsideTakeOneRow() {
        List<Integer> rows = new ArrayList<>();
        try (Picture picture = DemoModel.begin(GUIDED.withGuidanceBetween(0.25, 0.75))) {
            while (!picture.isFinished()) {
                rows.add(picture.rows());
                DemoModel.loaded().step(List.of(picture));
            }
        }

        assertThat(rows).containsExactly(1, 2, 2, 1);
    }

    @Test
    void inCompanyItIsThePictureThatItIsAlone() {
        PictureRequest halfGuided = GUIDED.withGuidanceBetween(0.5, 1);
        float[] alone = DemoModel.latent(halfGuided);
        try (Picture picture = DemoModel.begin(halfGuided);
                Picture other = DemoModel.begin(GUIDED)) {
            DemoModel.finish(List.of(picture, other));

            assertThat(picture.latent()).containsExactly(alone);
            assertThat(other.latent()).containsExactly(DemoModel.latent(GUIDED));
        }
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 1", "0, 1.1", "0.6, 0.5", "NaN, 1"})
    void refusesAnInterval(double from, double to) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoModel.begin(GUIDED.withGuidanceBetween(from, to)))
                .withMessage("guidanceInterval must be 0..1 and in order, not " + from + ".." + to);
    }

    private static PictureRequest request(float guidanceScale) {
        return DemoModel.request("a red circle", 64, 64, 4, guidanceScale, "ddim", 1);
    }
}
