package io.darkroom.core.crypto;

import io.darkroom.core.wire.Retention;
import java.time.Duration;

/**
 * How long the steps of a rotation wait for one another.
 *
 * @param settle after which everybody has read a file that was written; on Kubernetes a mounted secret takes up to two minutes
 * @param life of what is sealed to the key, at the longest
 */
public record RotationTimes(Duration settle, Duration life) {
    /** How long seals to a key are still taken after it has been retired: clients may have been busy with them. */
    private static final Duration GRACE = Duration.ofHours(1);

    /** Of the workers' keys, to which prompts are sealed. */
    public static RotationTimes ofPrompts(Duration settle) {
        return new RotationTimes(settle, Retention.LONGEST_DEADLINE);
    }

    /** Of the API's keys, to which seeds are sealed as a job is accepted, and pictures as they are drawn. */
    public static RotationTimes ofDelivery(Duration settle) {
        return new RotationTimes(
                settle, Retention.LONGEST_DEADLINE.plus(Retention.LONGEST_TTL).plus(Retention.TOMBSTONE));
    }

    /** Of the library's keys, as far as drawings go that began before; its rows have no longest life. */
    public static RotationTimes ofStorage(Duration settle) {
        return new RotationTimes(settle, Retention.LONGEST_DEADLINE);
    }

    /** From publishing a key until nobody goes by a list without it. */
    Duration published() {
        return settle.plus(Retention.PUBLISHED_KEYS);
    }

    /** From retiring a key until no seal to it is taken. */
    Duration taken() {
        return GRACE;
    }

    /** From retiring a key until all that was sealed to it has ended. */
    Duration needed() {
        return settle.plus(GRACE).plus(life);
    }
}
