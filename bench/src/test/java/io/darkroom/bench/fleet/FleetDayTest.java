package io.darkroom.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FleetDayTest {
    @Test
    void jainsIndexIsOneForEqualSharesAndOneOfManyIfOneHasAll() {
        assertThat(FleetDay.jain(3, 3, 3, 3)).isCloseTo(1, within(1e-12));
        assertThat(FleetDay.jain(0, 0, 5, 0)).isCloseTo(0.25, within(1e-12));
        assertThat(FleetDay.jain(1, 2, 3)).isCloseTo(36.0 / 42, within(1e-12));
    }
}
