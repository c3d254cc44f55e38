package io.darkroom.bench.measure;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/** What every contestant was measured at, round by round. */
public final class Figures {
    private final Map<Contestant, double[]> byContestant = new IdentityHashMap<>();
    private final int rounds;

    Figures(int rounds) {
        this.rounds = rounds;
    }

    void set(Contestant contestant, int round, double figure) {
        byContestant.computeIfAbsent(contestant, any -> new double[rounds])[round] = figure;
    }

    /** One figure for each round. */
    public double[] of(Contestant contestant) {
        double[] figures = byContestant.get(contestant);
        if (figures == null) {
            throw new IllegalArgumentException("no contestant of these rounds");
        }
        return Arrays.copyOf(figures, rounds);
    }
}
