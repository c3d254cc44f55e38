package io.darkroom.worker.model;

import io.darkroom.core.thread.DaemonThreads;
import io.darkroom.diffusion.engine.CallCost;
import io.darkroom.diffusion.engine.Engine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Shows what the engine's calls take, by model, stage, size and rows. Nothing of jobs or owners is in it. */
@Startup
@ApplicationScoped
public class EngineMetrics {
    private static final long PERIOD_SECONDS = 5;

    private final Engine engine;
    private final MultiGauge seconds;
    private final MultiGauge calls;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("engine-metrics"));

    /** Shows from now on. */
    public EngineMetrics(Engine engine, MeterRegistry registry) {
        this.engine = engine;
        seconds = MultiGauge.builder("darkroom.engine.call")
                .description("What a call takes, the median of the last few")
                .baseUnit("seconds")
                .register(registry);
        calls = MultiGauge.builder("darkroom.engine.calls.measured")
                .description("Calls that were measured")
                .register(registry);
        var unused = timer.scheduleWithFixedDelay(this::show, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void show() {
        List<CallCost> costs = engine.costs();
        seconds.register(rows(costs, CallCost::seconds), true);
        calls.register(rows(costs, CallCost::calls), true);
    }

    private static List<MultiGauge.Row<?>> rows(List<CallCost> costs, ToDoubleFunction<CallCost> value) {
        return costs.stream()
                .<MultiGauge.Row<?>>map(cost -> MultiGauge.Row.of(tags(cost), cost, value))
                .toList();
    }

    private static Tags tags(CallCost cost) {
        return Tags.of(
                "model", cost.model(),
                "stage", cost.stage(),
                "size", cost.width() + "x" + cost.height(),
                "rows", Integer.toString(cost.rows()),
                "beside", Boolean.toString(cost.beside()));
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
