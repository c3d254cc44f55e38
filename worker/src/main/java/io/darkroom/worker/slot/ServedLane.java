package io.darkroom.worker.slot;

import io.darkroom.core.job.Lane;

/** One lane of one model, which is one queue. */
public record ServedLane(String model, Lane lane) {
    @Override
    public String toString() {
        return model + "-" + lane.wireName();
    }
}
