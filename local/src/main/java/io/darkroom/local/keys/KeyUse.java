package io.darkroom.local.keys;

import io.darkroom.core.crypto.RotationTimes;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/** What keys are used for; each use has a rotation of its own. */
public enum KeyUse {
    /** Prompts are sealed to the workers. */
    WORKER(RotationTimes::ofPrompts),
    /** Pictures on their way are sealed to the API. */
    DELIVERY(RotationTimes::ofDelivery),
    /** Retained pictures are sealed to the library. */
    STORAGE(RotationTimes::ofStorage);

    private final Function<Duration, RotationTimes> times;

    KeyUse(Function<Duration, RotationTimes> times) {
        this.times = times;
    }

    /** How its files are called. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    RotationTimes times(Duration settle) {
        return times.apply(settle);
    }
}
