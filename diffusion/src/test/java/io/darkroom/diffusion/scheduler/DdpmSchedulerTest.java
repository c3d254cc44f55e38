package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.darkroom.diffusion.random.NoiseSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DdpmSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler(SchedulerConfig config) {
        return new DdpmScheduler(config);
    }

    @Override
    NoiseSource noise() {
        return StandInUnet.SOME_NOISE;
    }

    @Test
    void drawsNoiseAtEachStep() {
        var run = scheduler(Config.of(Config.SD1)).plan(4);
        int[] draws = new int[1];

        StandInUnet.denoise(run, out -> draws[0]++);

        assertThat(draws[0]).isEqualTo(4);
    }

    @Test
    void refusesToTakeTheNoiseOutOfPureNoise() {
        Scheduler scheduler =
                scheduler(Config.sd1With("{'rescale_betas_zero_snr': true, 'timestep_spacing': 'trailing'}"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduler.plan(4))
                .withMessageStartingWith("prediction_type must be sample or v_prediction");
    }

    @ParameterizedTest
    @CsvSource({
        "thresholding, true",
        "clip_sample, 1",
        "variance_type, '''learned_range'''",
        "variance_type, '''fixed_large_log'''"
    })
    void refusesAValueOfItsOwnByItsKey(String key, String value) {
        assertRefused(key, value);
    }
}
