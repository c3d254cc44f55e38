package io.darkroom.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.pipeline.StepShape;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CostProfileTest {
    private static final CallKind KIND = step("one", 512);
    private static final Sharing SHARING = new Sharing(1, 16, 0.1, 1.5, Duration.ZERO);

    private final CostProfile costs = new CostProfile();

    private static CallKind step(String model, int side) {
        return new CallKind(model, model, Stage.STEP, new StepShape(side, side, 77, 0));
    }

    @Test
    void remembersWhatFoundNoMemoryWhileManyModelsAreDrawnAtManySizes() {
        costs.measured(KIND, 8, false, 1);
        costs.outOfMemory(KIND, 8);

        for (int model = 0; model < 50; model++) {
            for (int side = 64; side <= 1024; side += 64) {
                costs.measured(step("model-" + model, side), 2, false, 1);
            }
        }

        assertThat(costs.worthwhile(KIND, 16, false)).isEqualTo(4);
    }

    @Test
    void questionsAloneTeachNothing() {
        costs.measured(KIND, 16, false, 1);

        CallKind other = step("one", 256);
        assertThat(costs.seconds(other, 2, false)).isZero();
        assertThat(costs.crowding(other, 2)).isEqualTo(1);
        assertThat(costs.worthwhile(other, 16, true)).isEqualTo(4);

        assertThat(costs.worthwhilePictures("one", SHARING)).isEqualTo(8);
        assertThat(costs.worthwhilePictures("another", SHARING)).isEqualTo(1);
    }

    @Test
    void wantOfMemoryAloneSaysNothingOfWhatFillsADevice() {
        costs.measured(KIND, 16, false, 1);

        costs.outOfMemory(step("one", 1024), 2);

        assertThat(costs.worthwhilePictures("one", SHARING)).isEqualTo(8);
    }

    @Test
    void tellsOfTheKindsUsedLastOnly() {
        for (int side = 8; side <= 8 * 200; side += 8) {
            costs.measured(step("one", side), 2, false, 1);
        }

        assertThat(costs.measurements())
                .hasSize(128)
                .extracting(CallCost::width)
                .contains(1600)
                .doesNotContain(8);
    }

    @Test
    void tellsCallsWithTextsOfDifferentLengthApart() {
        costs.measured(texts(77), 4, false, 0.5);
        costs.measured(texts(154), 4, false, 0.75);

        assertThat(costs.measurements())
                .containsExactly(
                        new CallCost("shapes", "step", 64, 96, 77, false, 4, 0.5, 1),
                        new CallCost("shapes", "step", 64, 96, 154, false, 4, 0.75, 1));
    }

    private static CallKind texts(int tokens) {
        return new CallKind("shapes", "shapes", Stage.STEP, new StepShape(64, 96, tokens, 0));
    }
}
