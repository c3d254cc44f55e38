package io.darkroom.bench.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rounds in which every contestant is measured once. Each begins with another contestant, so that nobody always runs in the
 * wake of the same other; one round before them warms up and does not count.
 */
public final class Rounds {
    private final int count;
    private final Consumer<String> notices;

    /**
     * So many rounds.
     *
     * @param count at least 1
     * @param notices told what is going on
     */
    public Rounds(int count, Consumer<String> notices) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1");
        }
        this.count = count;
        this.notices = notices;
    }

    /** The figures of every contestant, one for each round. */
    public Figures run(List<? extends Contestant> contestants) {
        notices.accept("warming up");
        contestants.forEach(Contestant::measure);
        Figures figures = new Figures(count);
        List<Contestant> order = new ArrayList<>(contestants);
        for (int round = 0; round < count; round++) {
            notices.accept("round " + (round + 1) + " of " + count);
            for (Contestant contestant : order) {
                figures.set(contestant, round, contestant.measure());
            }
            Collections.rotate(order, -1);
        }
        return figures;
    }
}
