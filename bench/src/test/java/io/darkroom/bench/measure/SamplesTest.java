package io.darkroom.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void hasQuantilesOfEachRoundWithoutTheFirst() {
        Iterator<double[]> rounds = List.of(new double[] {99}, new double[] {3, 1, 2}, new double[] {10, 30, 20})
                .iterator();
        Samples samples = new Samples("waits", rounds::next);

        Figures figures = new Rounds(2, line -> {}).run(List.of(samples));

        assertThat(figures.of(samples)).containsExactly(2, 20);
        assertThat(samples.quantile(1)).containsExactly(3, 30);
        assertThat(samples.quantile(0)).containsExactly(1, 10);
        assertThat(samples.pool().quantile(0.5).median()).isEqualTo(6.5);
    }
}
