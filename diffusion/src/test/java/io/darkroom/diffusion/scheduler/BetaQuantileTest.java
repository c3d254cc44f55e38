package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaQuantileTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "0.0001, 3.998377158137721e-07",
        "0.1, 0.03958440558878085",
        "0.25, 0.17568037865269498",
        "0.5, 0.5000000000000001",
        "0.9, 0.9604155944112192",
        "1, 1.0"
    })
    void isThatOfScipy(double probability, double quantile) {
        assertThat(BetaQuantile.of(probability)).isCloseTo(quantile, within(1e-12));
    }
}
