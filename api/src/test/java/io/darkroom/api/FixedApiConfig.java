package io.darkroom.api;

import io.darkroom.api.config.ApiConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The limits that tests are written against. */
public final class FixedApiConfig implements ApiConfig {
    private final List<String> sessionKeys;
    private final List<String> bootstrapKeys;

    /** No keys. */
    public FixedApiConfig() {
        this(List.of(), List.of());
    }

    /** These keys. */
    public FixedApiConfig(List<String> sessionKeys, List<String> bootstrapKeys) {
        this.sessionKeys = List.copyOf(sessionKeys);
        this.bootstrapKeys = List.copyOf(bootstrapKeys);
    }

    @Override
    public Optional<String> defaultModel() {
        return Optional.empty();
    }

    @Override
    public int maxImages() {
        return 4;
    }

    @Override
    public Duration ttl() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration maxTtl() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration deadline() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Duration maxDeadline() {
        return Duration.ofHours(6);
    }

    @Override
    public Duration maxPreferWait() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration readerPatience() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Optional<List<String>> bootstrapKeys() {
        return Optional.of(bootstrapKeys);
    }

    @Override
    public Optional<List<String>> sessionKeys() {
        return Optional.of(sessionKeys);
    }
}
