package io.darkroom.bench.measure;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The samples of all rounds together, for quantiles near the end: of one round's few samples they would be the largest.
 * How far such a quantile spreads is told by the same of as many rounds drawn from these with replacement (a bootstrap): whole
 * rounds, since what disturbs a round disturbs all its samples. Immutable.
 */
public final class Pool {
    private static final int DRAWS = 1_000;
    /** Always the same draws, so that the same samples give the same figures. */
    private static final long SEED = 1;

    private final List<double[]> rounds;

    /** @param rounds at least one, each of at least one sample; not changed afterwards */
    Pool(List<double[]> rounds) {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("rounds must not be empty");
        }
        this.rounds = List.copyOf(rounds);
    }

    /**
     * The value below which the given share of all samples lies.
     *
     * @param share 0..1
     */
    public Spread quantile(double share) {
        return spread(drawn -> of(drawn, share));
    }

    /**
     * That quantile divided by the same of {@code theirs}, of the same rounds: what disturbs a whole round disturbs both.
     *
     * @param share 0..1
     */
    public Spread ratio(double share, Pool theirs) {
        if (rounds.size() != theirs.rounds.size()) {
            throw new IllegalArgumentException("ours and theirs must be of the same rounds");
        }
        return spread(drawn -> of(drawn, share) / theirs.of(drawn, share));
    }

    private Spread spread(ToDoubleFunction<int[]> figure) {
        RandomGenerator random = new SplittableRandom(SEED);
        int count = rounds.size();
        double[] drawn = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            drawn[i] = figure.applyAsDouble(random.ints(count, 0, count).toArray());
        }
        Arrays.sort(drawn);
        double all = figure.applyAsDouble(IntStream.range(0, count).toArray());
        return new Spread(all, Spread.quantile(drawn, 0.25), Spread.quantile(drawn, 0.75));
    }

    private double of(int[] chosen, double share) {
        double[] samples = IntStream.of(chosen)
                .mapToObj(rounds::get)
                .flatMapToDouble(DoubleStream::of)
                .sorted()
                .toArray();
        return Spread.quantile(samples, share);
    }
}
