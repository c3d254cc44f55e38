package io.darkroom.bench.engine;

/** Takes the times of one picture, from its making on. For one thread. */
public final class Stopwatch {
    private final long begun = System.nanoTime();
    private int firstSeen;
    private double first;
    private double last;

    /**
     * A step is done.
     *
     * @param number from 1; some may never be told of
     */
    public void stepped(int number) {
        last = millis();
        if (firstSeen == 0) {
            firstSeen = number;
            first = last;
        }
    }

    /** The step that was told of first, from 1; 0 if none was. */
    public int firstSeen() {
        return firstSeen;
    }

    /** The picture is there. */
    public DrawingTimes drawn(int steps) {
        return new DrawingTimes(first, last, millis(), steps);
    }

    private double millis() {
        return (System.nanoTime() - begun) / 1e6;
    }
}
