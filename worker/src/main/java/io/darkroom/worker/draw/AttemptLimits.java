package io.darkroom.worker.draw;

import io.darkroom.worker.deliver.Claim;

/** How often a job may be begun before it is given up, however innocent it may be. */
final class AttemptLimits {
    /** Shutdowns, moved brokers and lost connections are nobody's fault; but nothing circles for ever. */
    static final int ATTEMPTS = 20;
    /** After so many workers that vanished with it in hand, a job draws alone: then it is known whether it was the reason. */
    static final int SUSPECT = 2;

    private AttemptLimits() {}

    static boolean areSpent(Claim claim) {
        return claim.attempt() > ATTEMPTS || claim.vanished() > SUSPECT;
    }

    static boolean isSuspect(Claim claim) {
        return claim.vanished() >= SUSPECT;
    }
}
