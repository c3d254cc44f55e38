package io.darkroom.api.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Limits and defaults of jobs, {@code darkroom.api.*}. */
@ConfigMapping(prefix = "darkroom.api")
public interface ApiConfig {
    /** The model of a job that names none; without it, the first by name that a live worker serves. */
    Optional<String> defaultModel();

    /** Most pictures of one job. */
    @WithDefault("16")
    int maxImages();

    /** How long finished pictures stay in the result channel, unless the job says otherwise. */
    @WithDefault("PT15M")
    Duration ttl();

    /** The longest that a job may say, at most 24 h: keys that open pictures on their way are destroyed some time after that. */
    @WithDefault("PT24H")
    Duration maxTtl();

    /** How long a job may wait and be drawn, unless it says otherwise. */
    @WithDefault("PT1H")
    Duration deadline();

    /** The longest that a job may say, at most 6 h: Kafka keeps records for longer than that. */
    @WithDefault("PT6H")
    Duration maxDeadline();

    /** The longest that {@code Prefer: wait} may ask for. */
    @WithDefault("PT60S")
    Duration maxPreferWait();

    /** A reader of events who takes nothing for so long is dropped. */
    @WithDefault("PT30S")
    Duration readerPatience();

    /** API keys, {@code owner:sha-256 of the key in hex}, put into PostgreSQL at start if they are not there yet. */
    Optional<List<String>> bootstrapKeys();

    /** API keys of the same form that count as long as this process lives and are stored nowhere. */
    Optional<List<String>> sessionKeys();
}
