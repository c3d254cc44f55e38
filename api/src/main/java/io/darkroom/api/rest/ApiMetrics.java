package io.darkroom.api.rest;

import io.darkroom.api.follow.Followers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What operators may want to know of this replica. No label names an owner or a job. */
@ApplicationScoped
class ApiMetrics {
    private final MeterRegistry registry;
    private final Followers followers;

    ApiMetrics(MeterRegistry registry, Followers followers) {
        this.registry = registry;
        this.followers = followers;
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("darkroom_api_followers", followers, Followers::count)
                .description("Streams and waiting requests that follow a job here")
                .register(registry);
    }
}
