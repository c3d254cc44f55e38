package io.darkroom.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolTest {
    @Test
    void takesAQuantileOfAllSamplesTogether() {
        // One slow sample of 15 in each round, in one of them three.
        Pool pool = new Pool(IntStream.range(0, 7)
                .mapToObj(round -> round(round == 0 ? 3 : 1, 100))
                .toList());

        assertThat(pool.quantile(0.5).median()).isEqualTo(1);
        assertThat(pool.quantile(0.9).median()).isEqualTo(1);
        assertThat(pool.quantile(0.95).median()).isEqualTo(100);
    }

    @Test
    void spreadsAsFarAsWholeRoundsDiffer() {
        Pool alike = new Pool(List.of(round(1, 50), round(1, 50), round(1, 50)));
        Pool different = new Pool(List.of(round(15, 10), round(15, 20), round(15, 30)));

        assertThat(alike.quantile(0.99)).isEqualTo(new Spread(50, 50, 50));
        assertThat(different.quantile(0.95).low()).isLessThan(30);
        assertThat(different.quantile(0.95).high()).isEqualTo(30);
        assertThat(different.quantile(0.95)).isEqualTo(different.quantile(0.95));
    }

    @Test
    void aRoundThatIsSlowOnBothSidesDoesNotSpreadTheRatio() {
        // Ours is twice theirs in each round, and the last round is ten times as slow.
        Pool theirs = new Pool(List.of(round(15, 10), round(15, 10), round(15, 100)));
        Pool ours = new Pool(List.of(round(15, 20), round(15, 20), round(15, 200)));

        assertThat(ours.ratio(0.95, theirs)).isEqualTo(new Spread(2, 2, 2));
        assertThat(ours.quantile(0.95).high()).isGreaterThan(ours.quantile(0.95).low());
    }

    @Test
    void isFlatForOneRound() {
        Pool pool = new Pool(List.of(new double[] {1, 2, 3}));

        assertThat(pool.quantile(0.5)).isEqualTo(new Spread(2, 2, 2));
    }

    @Test
    void refusesPoolsOfDifferentRoundsAndOfNone() {
        Pool one = new Pool(List.of(round(1, 2)));
        Pool two = new Pool(List.of(round(1, 2), round(1, 2)));

        assertThatIllegalArgumentException().isThrownBy(() -> one.ratio(0.5, two));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pool(List.of()));
    }

    /** Fifteen samples, so many of them {@code slow} and the others 1. */
    private static double[] round(int slowOnes, double slow) {
        return DoubleStream.concat(
                        DoubleStream.generate(() -> slow).limit(slowOnes),
                        DoubleStream.generate(() -> 1).limit(15 - slowOnes))
                .toArray();
    }
}
