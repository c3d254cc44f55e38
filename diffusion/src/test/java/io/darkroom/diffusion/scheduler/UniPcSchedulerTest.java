package io.darkroom.diffusion.scheduler;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniPcSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler(SchedulerConfig config) {
        return new UniPcScheduler(config);
    }

    @ParameterizedTest
    @CsvSource({
        "use_karras_sigmas, 1",
        "use_exponential_sigmas, 1",
        "use_beta_sigmas, 1",
        "use_flow_sigmas, true",
        "use_dynamic_shifting, true",
        "thresholding, true",
        "predict_x0, false",
        "solver_order, 3",
        "solver_type, '''rk4'''",
        "solver_type, '''bh1'''",
        "lower_order_final, false",
        "disable_corrector, 1",
        "sigma_min, 0",
        "solver_p, '''DDIMScheduler'''",
        "final_sigmas_type, '''half'''"
    })
    void refusesAValueOfItsOwnByItsKey(String key, String value) {
        assertRefused(key, value);
    }
}
