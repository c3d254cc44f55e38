package io.darkroom.bench.soak;

import java.util.List;
import java.util.Optional;

/**
 * What became of a process' size from its first minute to its end. Begin and end are means of some looks, since a heap breathes.
 *
 * @param memory resident, at the end, in MiB
 * @param memoryBefore the same after the first minute
 * @param threads at the end
 * @param threadsBefore the same after the first minute
 */
record Trend(double memory, double memoryBefore, double threads, double threadsBefore) {
    private static final int LOOKS = 3;

    /** Within a minute, what is loaded once is loaded. */
    private static final int WARM_UP = 6;

    /** A heap that is not full yet takes from the machine what it is allowed to before it is tidied up. */
    private static final double MORE_BY = 1.5;

    private static final double MORE_MEGABYTES = 128;

    /** Slots open and close as jobs come. */
    private static final double MORE_THREADS = 8;

    /** Of all the looks at one process, every ten seconds; empty if it did not outlive its warm-up by enough of them. */
    static Optional<Trend> of(List<Size> life) {
        return life.size() < WARM_UP + LOOKS ? Optional.empty() : Optional.of(warm(life.subList(WARM_UP, life.size())));
    }

    private static Trend warm(List<Size> sizes) {
        List<Size> begin = sizes.subList(0, Math.min(LOOKS, sizes.size()));
        List<Size> end = sizes.subList(Math.max(0, sizes.size() - LOOKS), sizes.size());
        return new Trend(memory(end), memory(begin), threads(end), threads(begin));
    }

    private static double memory(List<Size> sizes) {
        return sizes.stream().mapToDouble(Size::megabytes).average().orElseThrow();
    }

    private static double threads(List<Size> sizes) {
        return sizes.stream().mapToInt(Size::threads).average().orElseThrow();
    }

    /** So much it may have at the end, in MiB: half as much again, and 128. */
    double mostMemory() {
        return memoryBefore * MORE_BY + MORE_MEGABYTES;
    }

    /** So many it may have at the end: half as many again, and eight. */
    double mostThreads() {
        return threadsBefore * MORE_BY + MORE_THREADS;
    }

    /** Whether it has grown no more than it may. */
    boolean isFlat() {
        return memory <= mostMemory() && threads <= mostThreads();
    }
}
