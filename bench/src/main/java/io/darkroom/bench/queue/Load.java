package io.darkroom.bench.queue;

import java.util.Arrays;

/** What a queue is put under: one round trip after another with nothing else going on, or a queue that is never empty. */
enum Load {
    IDLE(100, 1),
    BUSY(1_000, 64),
    FULL(3_000, 1_000);

    private static final double MILLIS = 1000;

    private final int jobs;
    private final int outstanding;

    Load(int jobs, int outstanding) {
        this.jobs = jobs;
        this.outstanding = outstanding;
    }

    /** In all. */
    int jobs() {
        return jobs;
    }

    /** So many on their way at a time. */
    int outstanding() {
        return outstanding;
    }

    String what() {
        return this == IDLE ? "a job, idle" : String.format("jobs, %,d outstanding", outstanding);
    }

    String unit() {
        return this == IDLE ? "ms" : "jobs/s";
    }

    /** Milliseconds of one round trip, or jobs a second. */
    double figure(double seconds) {
        return this == IDLE ? seconds * MILLIS / jobs : jobs / seconds;
    }

    /** Jobs a second of such figures. */
    double[] rates(double... figures) {
        return this == IDLE
                ? Arrays.stream(figures).map(millis -> MILLIS / millis).toArray()
                : figures.clone();
    }
}
