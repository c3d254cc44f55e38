package io.darkroom.bench.scale;

/**
 * What some jobs cost.
 *
 * @param jobs how many
 * @param processorSeconds of all processes together
 * @param seconds by the clock
 */
record Cost(int jobs, double processorSeconds, double seconds) {
    static final Cost NONE = new Cost(0, 0, 0);

    /**
     * Measures.
     *
     * @param work answers how many jobs it did
     */
    static Cost of(Work work) {
        double processor = ProcessTime.seconds();
        long begun = System.nanoTime();
        int jobs = work.run();
        return new Cost(jobs, ProcessTime.seconds() - processor, (System.nanoTime() - begun) / 1e9);
    }

    Cost plus(Cost other) {
        return new Cost(jobs + other.jobs, processorSeconds + other.processorSeconds, seconds + other.seconds);
    }

    double processorMillisEach() {
        return processorSeconds * 1000 / jobs;
    }

    double millisEach() {
        return seconds * 1000 / jobs;
    }

    /** Does jobs and counts them. */
    @FunctionalInterface
    interface Work {
        int run();
    }
}
