package io.darkroom.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.engine.CallCost;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallGaugesTest {
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final CallGauges gauges = new CallGauges(meters);

    @Test
    void callsWithTextsOfDifferentLengthAreShownApart() {
        gauges.show(List.of(step(77, 0.5, 3), step(154, 0.75, 4)));

        assertThat(meters.get("darkroom.engine.call").gauges()).hasSize(2);
        assertThat(value("darkroom.engine.call", 77)).isEqualTo(0.5);
        assertThat(value("darkroom.engine.call", 154)).isEqualTo(0.75);
        assertThat(value("darkroom.engine.calls.measured", 77)).isEqualTo(3);
        assertThat(value("darkroom.engine.calls.measured", 154)).isEqualTo(4);
    }

    @Test
    void whatWasForgottenIsShownNoMore() {
        gauges.show(List.of(step(77, 0.5, 3)));

        gauges.show(List.of(step(154, 0.75, 4)));

        assertThat(meters.find("darkroom.engine.call").tag("tokens", "77").gauge())
                .isNull();
        assertThat(value("darkroom.engine.call", 154)).isEqualTo(0.75);
    }

    private double value(String name, int tokens) {
        return meters.get(name)
                .tags("model", "shapes", "stage", "step", "size", "512x768", "rows", "4", "beside", "true")
                .tag("tokens", Integer.toString(tokens))
                .gauge()
                .value();
    }

    private static CallCost step(int tokens, double seconds, long calls) {
        return new CallCost("shapes", "step", 512, 768, tokens, true, 4, seconds, calls);
    }
}
