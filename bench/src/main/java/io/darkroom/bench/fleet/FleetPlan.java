package io.darkroom.bench.fleet;

import io.darkroom.diffusion.engine.Sharing;
import java.time.Duration;

/**
 * What a fleet and its day are like.
 *
 * @param workers how many, of which all serve one model, every second another too, and every fourth a third
 * @param load work that comes in, as a share of what all workers can draw with full calls
 * @param interactive share of that work whose owners look on
 * @param horizon for so long jobs come in; then those that wait are drawn
 * @param deaths share of the workers that are killed in that time, at random moments
 * @param waves in which all workers are replaced, one after another, from the middle of that time on; 0 if they are not
 * @param limits of each lane's share group
 * @param sharing how pictures share a card
 * @param seed of everything that is left to chance
 */
record FleetPlan(
        int workers,
        double load,
        double interactive,
        Duration horizon,
        double deaths,
        int waves,
        QueueLimits limits,
        Sharing sharing,
        long seed) {
    private static final double LOAD = 0.75;
    private static final double INTERACTIVE = 0.25;
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final double FEWEST_WORKER_MINUTES = 600;
    private static final double DEATHS = 0.02;
    private static final int WAVES = 5;
    private static final long SEED = 6;

    /** A busy day with deaths and a rollout: at least five minutes of it, and ten hours of all workers together. */
    static FleetPlan busy(int workers, QueueLimits limits) {
        Duration enough = Duration.ofSeconds((long) (60 * FEWEST_WORKER_MINUTES / workers));
        Duration horizon = enough.compareTo(SHORTEST) < 0 ? SHORTEST : enough;
        return new FleetPlan(
                workers, LOAD, INTERACTIVE, horizon, DEATHS, WAVES, limits, Sharing.ofGraphicsCard(), SEED);
    }

    /** The same over another time. */
    FleetPlan lasting(Duration time) {
        return new FleetPlan(workers, load, interactive, time, deaths, waves, limits, sharing, seed);
    }

    /** The same with another load, or another share of interactive work. */
    FleetPlan with(double otherLoad, double otherInteractive) {
        return new FleetPlan(workers, otherLoad, otherInteractive, horizon, deaths, waves, limits, sharing, seed);
    }

    /** The same without deaths and rollouts. */
    FleetPlan undisturbed() {
        return new FleetPlan(workers, load, interactive, horizon, 0, 0, limits, sharing, seed);
    }
}
