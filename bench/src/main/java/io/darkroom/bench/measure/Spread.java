package io.darkroom.bench.measure;

import java.util.Arrays;

/**
 * The middle of several measurements and how far they lie apart.
 *
 * @param median half of them are below; of a {@link Pool}, the figure of all its samples
 * @param low lower quartile
 * @param high upper quartile
 */
public record Spread(double median, double low, double high) {
    /** Of at least one measurement; between two neighbours the quantile is interpolated, as numpy does it by default. */
    public static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values must not be empty");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75));
    }

    /**
     * The value below which the given share lies.
     *
     * @param sorted ascending, not empty
     * @param share 0..1
     */
    public static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Of the ratios, round by round: what disturbs a whole round disturbs both sides of it. */
    public static Spread ofRatios(double[] ours, double[] theirs) {
        if (ours.length != theirs.length) {
            throw new IllegalArgumentException("ours and theirs must be of the same rounds");
        }
        double[] ratios = new double[ours.length];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = ours[round] / theirs[round];
        }
        return of(ratios);
    }
}
