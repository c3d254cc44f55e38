package io.darkroom.local.client;

/** Told how a job goes on. */
public interface JobListener {
    /** It is in a new state: {@code queued}, {@code running}, … */
    void state(String state);

    /**
     * It got on.
     *
     * @param step steps done of the picture at hand
     * @param steps that it takes
     * @param imagesDone pictures finished
     * @param images pictures in all
     */
    void progress(int step, int steps, int imagesDone, int images);
}
