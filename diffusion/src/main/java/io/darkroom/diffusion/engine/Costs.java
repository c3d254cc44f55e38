package io.darkroom.diffusion.engine;

/** What calls are expected to cost. */
interface Costs {
    /** Seconds that a call takes, 0 if nothing is known yet. */
    double seconds(CallKind kind, int rows);

    /**
     * How many of the rows that wait a call should take: beyond that a call grows longer, but no picture comes sooner.
     *
     * @param waiting at least 1
     * @return 1..waiting
     */
    int worthwhile(CallKind kind, int waiting);
}
