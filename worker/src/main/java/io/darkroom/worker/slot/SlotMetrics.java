package io.darkroom.worker.slot;

import io.darkroom.core.job.Lane;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.ToLongBiFunction;

/** Shows how many slots there are, busy and idle: each is a consumer, a member of its lane's share group, and three threads. */
@Startup
@ApplicationScoped
public class SlotMetrics {
    /** Shows from now on. */
    public SlotMetrics(Slots slots, MeterRegistry registry) {
        show(slots::count, registry);
    }

    /** @param count of the slots in all lanes of a kind, with a job or without */
    static void show(ToLongBiFunction<Lane, Boolean> count, MeterRegistry registry) {
        for (Lane lane : Lane.values()) {
            for (boolean busy : new boolean[] {true, false}) {
                Gauge.builder("darkroom.worker.slots", () -> count.applyAsLong(lane, busy))
                        .description("Slots of this worker, each a consumer, with a job in hand or without")
                        .tag("lane", lane.wireName())
                        .tag("busy", Boolean.toString(busy))
                        .register(registry);
            }
        }
    }
}
