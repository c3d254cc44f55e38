package io.darkroom.diffusion.engine;

import java.util.Arrays;

/** The last few measurements of one thing. Their median is told: a single bad moment of the machine does not count. */
final class Recent {
    private final double[] seconds = new double[5];
    private long count;

    void add(double measured) {
        seconds[(int) (count % seconds.length)] = measured;
        count++;
    }

    long count() {
        return count;
    }

    /** The lower of the two in the middle, if there are two. */
    double median() {
        int known = (int) Math.min(count, seconds.length);
        double[] sorted = Arrays.copyOf(seconds, known);
        Arrays.sort(sorted);
        return sorted[(known - 1) / 2];
    }
}
