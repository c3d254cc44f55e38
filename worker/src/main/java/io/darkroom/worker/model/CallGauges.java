package io.darkroom.worker.model;

import io.darkroom.diffusion.engine.CallCost;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What calls take, a gauge for each kind and size: whatever tells two of them apart is a tag. */
final class CallGauges {
    private final MultiGauge seconds;
    private final MultiGauge calls;

    CallGauges(MeterRegistry registry) {
        seconds = MultiGauge.builder("darkroom.engine.call")
                .description("What a call takes, the median of the last few")
                .baseUnit("seconds")
                .register(registry);
        calls = MultiGauge.builder("darkroom.engine.calls.measured")
                .description("Calls that were measured")
                .register(registry);
    }

    /** These and no others from now on. */
    void show(List<CallCost> costs) {
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
                "tokens", Integer.toString(cost.tokens()),
                "rows", Integer.toString(cost.rows()),
                "beside", Boolean.toString(cost.beside()));
    }
}
