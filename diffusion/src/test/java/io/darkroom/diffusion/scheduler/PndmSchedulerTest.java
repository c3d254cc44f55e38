package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PndmSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler(SchedulerConfig config) {
        return new PndmScheduler(config);
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
    void visitsTheSecondTimestepTwice() {
        var run = scheduler(Config.of(Config.SD1)).plan(20);

        assertThat(run.size()).isEqualTo(21);
        assertThat(run.timestep(2)).isEqualTo(run.timestep(1));
    }

    @ParameterizedTest
    @CsvSource({"prediction_type, '''sample'''", "set_alpha_to_one, 0", "skip_prk_steps, false"})
    void refusesAValueOfItsOwnByItsKey(String key, String value) {
        assertRefused(key, value);
    }
}
