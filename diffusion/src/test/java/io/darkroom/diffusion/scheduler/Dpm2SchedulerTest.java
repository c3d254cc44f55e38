package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Dpm2SchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler(SchedulerConfig config) {
        return new Dpm2Scheduler(config);
    }

    @Override
    Set<String> unknownKeys() {
        return Set.of("rescale_betas_zero_snr");
    }

    @Override
    boolean takesSample() {
        return false;
    }

    @Test
    void evaluatesTwiceAStepButTheLast() {
        var run = scheduler(Config.of(Config.SD1)).plan(20);

        assertThat(run.size()).isEqualTo(39);
        assertThat(run.startAfter(5)).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "use_karras_sigmas, 1",
        "use_exponential_sigmas, 1",
        "use_beta_sigmas, 1",
        "prediction_type, '''sample'''"
    })
    void refusesAValueOfItsOwnByItsKey(String key, String value) {
        assertRefused(key, value);
    }
}
