package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.darkroom.diffusion.random.NoiseSource;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcdSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler(SchedulerConfig config) {
        return new TcdScheduler(config);
    }

    @Override
    NoiseSource noise() {
        return StandInUnet.SOME_NOISE;
    }

    @Override
    Set<String> unknownKeys() {
        return Set.of("timestep_spacing", "steps_offset");
    }

    @Override
    int mostSteps() {
        return 50;
    }

    /** It ends at the smallest noise level of the training. */
    @Override
    float noiseLeft() {
        return 0.1f;
    }

    @Test
    void visitsTheTimestepsOfItsDistillation() {
        var run = scheduler(Config.sd1With("{'original_inference_steps': 50}")).plan(4);

        assertThat(run.timestep(0)).isEqualTo(999);
        assertThat(run.timestep(1)).isEqualTo(759);
        assertThat(run.timestep(2)).isEqualTo(499);
        assertThat(run.timestep(3)).isEqualTo(259);
    }

    @Test
    void refusesMoreStepsThanItsDistillationHad() {
        Scheduler scheduler = scheduler(Config.sd1With("{'original_inference_steps': 8}"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduler.plan(9))
                .withMessage("steps must be 1..8, was 9");
    }

    @Test
    void drawsNoiseAtEachStepButTheLast() {
        var run = scheduler(Config.of(Config.SD1)).plan(4);
        int[] draws = new int[1];

        StandInUnet.denoise(run, out -> draws[0]++);

        assertThat(draws[0]).isEqualTo(3);
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
    @CsvSource({"original_inference_steps, 0", "original_inference_steps, 1001"})
    void refusesAValueOfItsOwnByItsKey(String key, String value) {
        assertRefused(key, value);
    }
}
