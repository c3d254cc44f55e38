package io.darkroom.diffusion.engine;

import java.util.List;

/**
 * What the device is doing when a call is chosen.
 *
 * @param now nanoseconds of any clock, the one that {@link Task#since} has
 * @param free calls that could begin now, the one to be chosen included
 * @param underWay calls that have begun
 */
record Occupancy(long now, int free, List<? extends Batch<?>> underWay) {
    /** Whether a call that begins now runs beside another. */
    boolean isBeside() {
        return !underWay.isEmpty();
    }

    /** Whether the call under way has the device to itself. */
    boolean isTaken() {
        return underWay.stream().anyMatch(Batch::isUndisturbed);
    }

    boolean has(Lane lane) {
        return underWay.stream().anyMatch(batch -> batch.lane() == lane);
    }
}
