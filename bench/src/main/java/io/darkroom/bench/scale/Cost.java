package io.darkroom.bench.scale;

/**
 * What some jobs cost.
 *
 * @param jobs how many
 * @param processorSeconds of all processes together
 * @param redisSeconds of them those of Redis
 * @param seconds by the clock
 */
record Cost(int jobs, double processorSeconds, double redisSeconds, double seconds) {
    static final Cost NONE = new Cost(0, 0, 0, 0);

    /**
     * Measures.
     *
     * @param work answers how many jobs it did
     */
    static Cost of(Work work) {
        double processor = ProcessTime.seconds();
        double redis = ProcessTime.ofRedis();
        long begun = System.nanoTime();
        int jobs = work.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Cost(jobs, ProcessTime.seconds() - processor, ProcessTime.ofRedis() - redis, seconds);
    }

    Cost plus(Cost other) {
        return new Cost(
                jobs + other.jobs,
                processorSeconds + other.processorSeconds,
                redisSeconds + other.redisSeconds,
                seconds + other.seconds);
    }

    double redisMillisEach() {
        return redisSeconds * 1000 / jobs;
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
