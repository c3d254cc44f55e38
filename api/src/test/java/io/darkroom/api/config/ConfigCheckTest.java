package io.darkroom.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.api.FixedAdmissionConfig;
import io.darkroom.api.FixedApiConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfigCheckTest {
    @Test
    void objectsToNothingThatMakesSense() {
        assertThat(ConfigCheck.objections(new FixedApiConfig(), new FixedAdmissionConfig()))
                .isEmpty();
    }

    @Test
    void namesEveryLimitThatMakesNoSense() {
        AdmissionConfig nonsense = new FixedAdmissionConfig(Duration.ZERO, 0, 0, -1, Double.NaN);

        assertThat(ConfigCheck.objections(new FixedApiConfig(), nonsense))
                .containsExactly(
                        "darkroom.api.max-wait must be at least PT1S",
                        "darkroom.api.max-in-flight must be at least 1",
                        "darkroom.api.work-per-minute must be at least 1",
                        "darkroom.api.work-at-once must be at least 1",
                        "darkroom.api.memory-high-water must be above 0 and at most 1");
    }
}
