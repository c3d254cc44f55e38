package io.darkroom.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.pipeline.StepShape;
import org.junit.jupiter.api.Test;

class CostProfileTest {
    private final CostProfile costs = new CostProfile();

    @Test
    void tellsCallsWithTextsOfDifferentLengthApart() {
        costs.measured(step(77), 4, false, 0.5);
        costs.measured(step(154), 4, false, 0.75);

        assertThat(costs.measurements())
                .containsExactly(
                        new CallCost("shapes", "step", 64, 96, 77, false, 4, 0.5, 1),
                        new CallCost("shapes", "step", 64, 96, 154, false, 4, 0.75, 1));
    }

    private static CallKind step(int tokens) {
        return new CallKind("shapes", "shapes", Stage.STEP, new StepShape(64, 96, tokens, 0));
    }
}
