package io.darkroom.worker.model;

import io.darkroom.core.thread.DaemonThreads;
import io.darkroom.diffusion.engine.Engine;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows what the engine's calls take, by model, stage, size, length of text and rows. Nothing of jobs or owners is in it. */
@Startup
@ApplicationScoped
public class EngineMetrics {
    private static final long PERIOD_SECONDS = 5;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("engine-metrics"));

    /** Shows from now on. */
    public EngineMetrics(Engine engine, MeterRegistry registry) {
        CallGauges gauges = new CallGauges(registry);
        var unused =
                timer.scheduleWithFixedDelay(() -> gauges.show(engine.costs()), 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
