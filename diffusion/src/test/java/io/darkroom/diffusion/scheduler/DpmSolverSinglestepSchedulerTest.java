package io.darkroom.diffusion.scheduler;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DpmSolverSinglestepSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler(SchedulerConfig config) {
        return new DpmSolverSinglestepScheduler(config);
    }

    @Override
    Set<String> unknownKeys() {
        return Set.of("rescale_betas_zero_snr", "timestep_spacing", "steps_offset");
    }

    @ParameterizedTest
    @CsvSource({
        "use_karras_sigmas, 1",
        "use_exponential_sigmas, 1",
        "use_beta_sigmas, 1",
        "use_flow_sigmas, true",
        "thresholding, true",
        "algorithm_type, '''dpmsolver'''",
        "solver_order, 3",
        "solver_type, '''rk4'''",
        "variance_type, '''learned'''",
        "final_sigmas_type, '''half'''",
        "lower_order_final, 1"
    })
    void refusesAValueOfItsOwnByItsKey(String key, String value) {
        assertRefused(key, value);
    }
}
