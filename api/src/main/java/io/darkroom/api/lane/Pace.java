package io.darkroom.api.lane;

import io.darkroom.api.catalog.ServedModel;
import java.util.Optional;

/**
 * How fast the workers of a model get through a lane. They take jobs in order as slots become free, so all slots are busy
 * until a waiting job is taken up; what the others then still have in hand is not known, and taken to be what they have now.
 *
 * <p>While speeds hold, a waiting time is off by at most the time that the largest of the jobs in hand and ahead takes to draw
 * (Graham's bound for list scheduling: no slot idles while jobs wait). So is a drawing time, since slots that become idle
 * leave their share to the others. {@code LaneSimulationTest} holds it to both.
 *
 * @param speed kilopixel-steps a second of all workers together
 * @param slots jobs that they draw at the same time in the lane
 * @param workers how many; one with a single busy slot gives it all its speed
 */
record Pace(double speed, int slots, int workers) {
    static Optional<Pace> of(ServedModel model) {
        return model.speed().isPresent()
                ? Optional.of(new Pace(model.speed().getAsDouble(), Math.max(1, model.slots()), model.workers()))
                : Optional.empty();
    }

    /** Seconds until a slot takes the job, if work of another lane comes before it too. */
    double waiting(InHand inHand, Ahead ahead, double overtaking) {
        if (inHand.jobs() + ahead.jobs() < slots) {
            return 0;
        }
        return (inHand.left() / slots + ahead.cost() + overtaking) / speed;
    }

    /** Seconds that a slot takes to draw so much while {@code jobs} are drawn or wait, that one among them. */
    double drawing(double cost, long jobs) {
        return cost * Math.max(workers, Math.min(slots, jobs)) / speed;
    }
}
