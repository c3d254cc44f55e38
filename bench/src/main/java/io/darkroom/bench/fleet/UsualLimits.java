package io.darkroom.bench.fleet;

import io.darkroom.api.config.AdmissionConfig;
import java.time.Duration;

/** The API's limits as they are by default. What one owner may have is decided in Redis, so it plays no part here. */
record UsualLimits(Duration maxWait) implements AdmissionConfig {
    UsualLimits() {
        this(Duration.ofHours(1));
    }

    @Override
    public int maxInFlight() {
        return Integer.MAX_VALUE;
    }

    @Override
    public long workPerMinute() {
        return Long.MAX_VALUE;
    }

    @Override
    public long workAtOnce() {
        return Long.MAX_VALUE;
    }

    @Override
    public double memoryHighWater() {
        return 1;
    }
}
