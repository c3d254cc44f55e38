package io.darkroom.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void takesTheQuantilesOfNumpy() {
        assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(2.5, 1.75, 3.25));
    }

    @Test
    void isFlatForOneMeasurement() {
        assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        // In each round ours is twice theirs, however much the rounds differ.
        assertThat(Spread.ofRatios(new double[] {2, 20, 8}, new double[] {1, 10, 4}))
                .isEqualTo(new Spread(2, 2, 2));
    }

    @Test
    void refusesFiguresOfDifferentRounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.ofRatios(new double[2], new double[3]));
    }
}
