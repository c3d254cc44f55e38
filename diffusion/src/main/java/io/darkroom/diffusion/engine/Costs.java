package io.darkroom.diffusion.engine;

/** What calls are expected to cost, alone on the device or beside another. */
interface Costs {
    /**
     * Seconds that a call takes, 0 if nothing is known yet.
     *
     * @param beside whether another call is under way
     */
    double seconds(CallKind kind, int rows, boolean beside);

    /** How many times as long a call takes beside another as it does alone; 1 if that is not known. */
    double crowding(CallKind kind, int rows);

    /**
     * How many of the rows that wait a call should take: beyond that a call grows longer, but no picture comes sooner.
     *
     * @param waiting at least 1
     * @param beside whether another call is under way
     * @return 1..waiting
     */
    int worthwhile(CallKind kind, int waiting, boolean beside);
}
