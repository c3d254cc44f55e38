package io.darkroom.api;

import io.darkroom.api.config.AdmissionConfig;
import java.time.Duration;

/** The limits of admission that tests are written against. */
public record FixedAdmissionConfig(
        Duration maxWait, int maxInFlight, long workPerMinute, long workAtOnce, double memoryHighWater)
        implements AdmissionConfig {
    /** A minute of waiting, three jobs, a hundred megapixel-steps a minute and no more at once, nine tenths of memory. */
    public FixedAdmissionConfig() {
        this(Duration.ofMinutes(1), 3, 100, 100, 0.9);
    }
}
