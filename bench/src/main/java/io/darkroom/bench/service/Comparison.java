package io.darkroom.bench.service;

import io.darkroom.bench.engine.DrawingTimes;

/**
 * One job drawn three times, one right after another.
 *
 * @param alone by the engine alone
 * @param overRest milliseconds from its submission over REST to its picture
 * @param followed over REST, by a client that is told of its steps
 */
record Comparison(DrawingTimes alone, double overRest, FollowedJob followed) {
    /** Milliseconds from submission to picture beyond what the engine alone took. */
    double added() {
        return overRest - alone.picture();
    }

    /** As {@link FollowedJob#addedBefore}. */
    double addedBefore() {
        return followed.addedBefore(alone);
    }

    /** As {@link FollowedJob#addedBetween}. */
    double addedBetween() {
        return followed.addedBetween(alone);
    }

    /** As {@link FollowedJob#addedAfter}. */
    double addedAfter() {
        return followed.addedAfter(alone);
    }
}
