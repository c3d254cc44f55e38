package io.darkroom.bench.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A contestant that takes many samples each time, such as the latencies of many jobs. Its figure is their median; other
 * quantiles of each round are here to be asked for.
 */
public final class Samples implements Contestant {
    private final String name;
    private final Supplier<double[]> work;
    private final List<double[]> sorted = new ArrayList<>();

    /** @param work takes the samples once, at least one */
    public Samples(String name, Supplier<double[]> work) {
        this.name = name;
        this.work = work;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double measure() {
        double[] samples = work.get().clone();
        Arrays.sort(samples);
        sorted.add(samples);
        return Spread.quantile(samples, 0.5);
    }

    /** Those of all rounds but the first, which warmed up. */
    public Pool pool() {
        return new Pool(sorted.subList(1, sorted.size()));
    }

    /**
     * The value below which the given share of a round's samples lies, for each round but the first, which warmed up.
     *
     * @param share 0..1
     */
    public double[] quantile(double share) {
        return sorted.stream()
                .skip(1)
                .mapToDouble(samples -> Spread.quantile(samples, share))
                .toArray();
    }
}
