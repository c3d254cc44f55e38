package io.darkroom.api.admission;

import io.darkroom.core.job.Lane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lanes that were found far below their limit a moment ago, so that not every job needs to ask Redis about them. What this
 * server has taken in since is counted; what others have is not, which is why only a quarter of the limit is given out so.
 */
final class Headroom {
    private static final Duration MEMORY = Duration.ofSeconds(1);
    private static final double SHARE = 0.25;

    private final Map<Place, Found> lanes = new ConcurrentHashMap<>();
    private final Clock clock;

    Headroom(Clock clock) {
        this.clock = clock;
    }

    /**
     * Whether a job that takes so many seconds may pass unasked; it is counted then.
     *
     * @param most seconds that a job may wait in the lane
     */
    boolean takes(String model, Lane lane, double seconds, double most) {
        Found found = lanes.get(new Place(model, lane));
        return found != null && clock.instant().isBefore(found.until) && found.add(seconds) <= most * SHARE;
    }

    /** The lane was asked about: a job would wait so many seconds in it. */
    void note(String model, Lane lane, double waiting) {
        lanes.put(new Place(model, lane), new Found(waiting, clock.instant().plus(MEMORY)));
    }

    private record Place(String model, Lane lane) {}

    private static final class Found {
        private final Instant until;
        private double waiting;

        Found(double waiting, Instant until) {
            this.waiting = waiting;
            this.until = until;
        }

        synchronized double add(double seconds) {
            waiting += seconds;
            return waiting;
        }
    }
}
