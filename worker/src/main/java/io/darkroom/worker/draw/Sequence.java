package io.darkroom.worker.draw;

import io.darkroom.core.privacy.PictureBytes;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts the pictures of a job into the order of their numbers, since what counts as drawn is how many are, from the first on;
 * and says how far the job is: as far as the picture that is furthest behind.
 */
final class Sequence implements AutoCloseable {
    private final SortedMap<Integer, PictureBytes> early = new TreeMap<>();
    private final int[] steps;
    private int told;
    private int next;

    /** @param pictures how many there will be */
    Sequence(int pictures) {
        steps = new int[pictures];
    }

    /** The steps that all of them have done by now; empty if there were as many before. */
    Optional<Integer> advanced(int picture, int step) {
        steps[picture] = step;
        int all = Arrays.stream(steps).min().orElse(0);
        if (all <= told) {
            return Optional.empty();
        }
        told = all;
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
