package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseScheduleTest {
    @Test
    void isThatOfStableDiffusion() {
        NoiseSchedule schedule = NoiseSchedule.of(Config.of(Config.SD1));

        assertThat(schedule.trainSteps()).isEqualTo(1000);
        assertThat(schedule.alphaBar(0)).isCloseTo(0.99915f, within(1e-7f));
        assertThat(schedule.alphaBar(999)).isCloseTo(0.0046600f, within(1e-7f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "scaled_linear", "squaredcos_cap_v2"})
    void leavesEverLessOfTheSignal(String betas) {
        NoiseSchedule schedule = NoiseSchedule.of(Config.sd1With("{'beta_schedule': '" + betas + "'}"));

        float before = 1;
        for (int t = 0; t < schedule.trainSteps(); t++) {
            assertThat(schedule.alphaBar(t))
                    .as("alphaBar " + t)
                    .isLessThan(before)
                    .isPositive();
            before = schedule.alphaBar(t);
        }
    }

    @Test
    void zeroSnrLeavesNothingAtTheEndAndTheBeginningAsItWas() {
        NoiseSchedule plain = NoiseSchedule.of(Config.of(Config.SD1));

        NoiseSchedule rescaled = NoiseSchedule.of(Config.sd1With("{'rescale_betas_zero_snr': true}"));

        assertThat(rescaled.alphaBar(999)).isZero();
        assertThat(rescaled.alphaBar(0)).isCloseTo(plain.alphaBar(0), within(1e-6f));
    }

    @Test
    void zeroSnrIsNotQuiteZeroWhereSigmasMustBeFinite() {
        NoiseSchedule schedule = NoiseSchedule.withFiniteSigmas(Config.sd1With("{'rescale_betas_zero_snr': true}"));

        assertThat(schedule.sigmas()[999]).isCloseTo(4096, within(0.01f));
    }

    @Test
    void takesTrainedBetasBeforeASchedule() {
        NoiseSchedule schedule =
                NoiseSchedule.of(Config.sd1With("{'num_train_timesteps': 2, 'trained_betas': [0.5, 0.25]}"));

        assertThat(schedule.alphaBar(0)).isEqualTo(0.5f);
        assertThat(schedule.alphaBar(1)).isEqualTo(0.375f);
    }

    @Test
    void mayHaveASingleTimestep() {
        NoiseSchedule schedule = NoiseSchedule.of(Config.of("{'num_train_timesteps': 1, 'beta_start': 0.5}"));

        assertThat(schedule.alphaBar(0)).isEqualTo(0.5f);
    }
}
