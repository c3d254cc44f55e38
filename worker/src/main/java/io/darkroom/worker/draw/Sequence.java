package io.darkroom.worker.draw;

import io.darkroom.core.privacy.PictureBytes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Puts the pictures of a job into the order of their numbers, since what counts as drawn is how many are, from the first on;
 * and says how far the job is: as far as the picture that is furthest behind, four times a second at most: nobody sees more,
 * and telling every step of a small picture would take time from drawing it.
 */
final class Sequence implements AutoCloseable {
    private static final Duration REST = Duration.ofMillis(250);

    private final LongSupplier nanoTime;
    private final SortedMap<Integer, PictureBytes> early = new TreeMap<>();
    private final int[] steps;
    private int told;
    private long toldAt;
    private int next;

    /** @param pictures how many there will be */
    Sequence(int pictures, LongSupplier nanoTime) {
        this.steps = new int[pictures];
        this.nanoTime = nanoTime;
        this.toldAt = nanoTime.getAsLong() - REST.toNanos();
    }

    /**
     * The steps that all of them have done by now; empty if there were as many before, or if others were told a moment ago. The
     * last step is told in any case.
     *
     * @param of all steps of a picture
     */
    Optional<Integer> advanced(int picture, int step, int of) {
        steps[picture] = step;
        int all = Arrays.stream(steps).min().orElse(0);
        long now = nanoTime.getAsLong();
        if (all <= told || (all < of && now - toldAt < REST.toNanos())) {
            return Optional.empty();
        }
        told = all;
        toldAt = now;
        return Optional.of(all);
    }

    /** Takes a picture over. */
    void drawn(int picture, PictureBytes png) {
        early.put(picture, png);
    }

    /** The next one in order, for the caller to close; empty while it is not drawn. */
    Optional<PictureBytes> takeNext() {
        PictureBytes png = early.remove(next);
        if (png == null) {
            return Optional.empty();
        }
        next++;
        return Optional.of(png);
    }

    /** How many were taken. */
    int taken() {
        return next;
    }

    boolean isOver() {
        return next == steps.length;
    }

    /** Overwrites what nobody took. */
    @Override
    public void close() {
        early.values().forEach(PictureBytes::close);
        early.clear();
    }
}
