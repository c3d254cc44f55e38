package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EulerSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler(SchedulerConfig config) {
        return new EulerScheduler(config);
    }

    @Test
    void startsFromTheLargestSigmaWhereItStartsFromTheLastTimestep() {
        var run = scheduler(Config.sd1With("{'timestep_spacing': 'trailing'}")).plan(20);

        assertThat(run.initialNoiseScale()).as("sigma of timestep 999").isCloseTo(14.614647f, within(1e-4f));
    }

    @Test
    void timestepsFallBetweenTheTrainedOnesWithLinspace() {
        var run = scheduler(Config.sd1With("{'timestep_spacing': 'linspace'}")).plan(8);

        assertThat(run.timestep(1)).isCloseTo(856.2857f, within(1e-4f));
    }

    @ParameterizedTest
    @CsvSource({
        "use_exponential_sigmas, 1",
        "use_beta_sigmas, 1",
        "sigma_min, 0",
        "sigma_max, -1",
        "use_karras_sigmas, 1",
        "interpolation_type, '''log_linear'''",
        "timestep_type, '''continuous'''",
        "final_sigmas_type, '''half'''"
    })
    void refusesAValueOfItsOwnByItsKey(String key, String value) {
        assertRefused(key, value);
    }

    @Test
    void refusesTwoSpreadsAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduler(Config.sd1With("{'use_karras_sigmas': true, 'use_beta_sigmas': true}")))
                .withMessageStartingWith("use_beta_sigmas must be false with use_karras_sigmas");
    }
}
