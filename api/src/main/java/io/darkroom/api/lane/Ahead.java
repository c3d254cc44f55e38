package io.darkroom.api.lane;

/**
 * What waits before a job in its lane.
 *
 * @param jobs how many
 * @param cost what they cost together, in kilopixel-steps
 */
public record Ahead(long jobs, double cost) {
    /** Nothing waits. */
    public static final Ahead NONE = new Ahead(0, 0);

    /**
     * Counts {@code jobs} that entered the lane within a span of it. Each job carries its number in the lane and the cost of
     * all that entered before it, so the span between two jobs is a subtraction. Jobs in it that were taken out of turn are
     * taken for average.
     *
     * @param entered jobs that entered within the span and were not deleted
     * @param cost what those cost together
     */
    public static Ahead within(long jobs, long entered, double cost) {
        return new Ahead(jobs, jobs == 0 || entered <= 0 ? 0 : cost * jobs / entered);
    }
}
