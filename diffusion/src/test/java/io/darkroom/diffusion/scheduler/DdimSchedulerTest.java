package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DdimSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler(SchedulerConfig config) {
        return new DdimScheduler(config);
    }

    @Test
    void startsFromNoiseAsItIs() {
        assertThat(scheduler(Config.of(Config.SD1)).plan(20).initialNoiseScale())
                .isEqualTo(1);
    }

    @Test
    void visitsEveryTimestepIfAskedToUnlessTheOffsetLeavesNoRoom() {
        var run = scheduler(Config.sd1With("{'steps_offset': 0}")).plan(1000);

        assertThat(run.timestep(0)).isEqualTo(999);
        assertThat(run.timestep(999)).isEqualTo(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduler(Config.of(Config.SD1)).plan(1000))
                .withMessageContaining("1000 of 1000");
    }

    @Test
    void clipsTheSampleUnlessToldOtherwise() {
        var run = scheduler(Config.of("{'prediction_type': 'sample', 'num_train_timesteps': 2}"))
                .plan(1);
        float[] latent = {0, 0, 0};

        run.step(0, new float[] {5, -5, 0.5f}, latent, StandInUnet.NO_NOISE);

        assertThat(latent[0]).isBetween(0.99f, 1.01f);
        assertThat(latent[1]).isEqualTo(-latent[0]);
        assertThat(latent[2]).isBetween(0.49f, 0.51f);
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
    @CsvSource({"thresholding, true", "clip_sample, 1", "clip_sample_range, '''1'''", "set_alpha_to_one, 0"})
    void refusesAValueOfItsOwnByItsKey(String key, String value) {
        assertRefused(key, value);
    }
}
