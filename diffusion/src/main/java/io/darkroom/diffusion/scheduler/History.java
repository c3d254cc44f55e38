package io.darkroom.diffusion.scheduler;

import java.util.Arrays;

/** The last few tensors that an algorithm remembers of a picture, newest first. Their memory is taken once and reused. */
final class History {
    private final float[][] tensors;
    private int newest;
    private int size;

    /** Remembers nothing yet, and at most {@code depth} tensors. */
    History(int depth) {
        tensors = new float[depth][0];
    }

    /** Tensors remembered, 0..depth. */
    int size() {
        return size;
    }

    /** Makes room for a newest tensor, of {@code length} values that the caller sets; forgets the oldest if it is full. */
    float[] push(int length) {
        newest = (newest + 1) % tensors.length;
        if (tensors[newest].length != length) {
            tensors[newest] = new float[length];
        }
        size = Math.min(size + 1, tensors.length);
        return tensors[newest];
    }

    /** The tensor pushed {@code age} pushes before the newest, 0..{@link #size} - 1. */
    float[] get(int age) {
        return tensors[Math.floorMod(newest - age, tensors.length)];
    }

    /** Overwrites all with zeros and remembers none. */
    void erase() {
        for (float[] tensor : tensors) {
            Arrays.fill(tensor, 0);
        }
        size = 0;
    }
}
