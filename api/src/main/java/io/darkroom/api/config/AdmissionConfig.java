package io.darkroom.api.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much is taken in, {@code darkroom.api.*}; docs/queue.md tells what callers see of it. */
@ConfigMapping(prefix = "darkroom.api")
public interface AdmissionConfig {
    /** The longest that a new job may be expected to wait; above it jobs are refused. */
    @WithDefault("PT1H")
    Duration maxWait();

    /** Most jobs of one owner that have not ended. */
    @WithDefault("2000")
    int maxInFlight();

    /** What one owner may put in for good, in megapixel-steps a minute (steps x megapixels x pictures). */
    @WithDefault("6000")
    long workPerMinute();

    /** What one owner may put in at once after a pause, in megapixel-steps. */
    @WithDefault("60000")
    long workAtOnce();

    /** Share of Redis' {@code maxmemory} above which no job is taken in; the rest is for pictures of jobs that were. */
    @WithDefault("0.85")
    double memoryHighWater();
}
