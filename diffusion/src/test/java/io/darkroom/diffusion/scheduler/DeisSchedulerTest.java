package io.darkroom.diffusion.scheduler;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeisSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler(SchedulerConfig config) {
        return new DeisScheduler(config);
    }

    @Override
    Set<String> unknownKeys() {
        return Set.of("rescale_betas_zero_snr");
    }

    /** It ends at the smallest noise level of the training. */
    @Override
    float noiseLeft() {
        return 0.1f;
    }

    @ParameterizedTest
    @CsvSource({
        "use_karras_sigmas, 1",
        "use_exponential_sigmas, 1",
        "use_beta_sigmas, 1",
        "use_flow_sigmas, true",
        "thresholding, true",
        "algorithm_type, '''sde-dpmsolver++'''",
        "solver_order, 3",
        "solver_type, '''rk4'''",
        "lower_order_final, 1"
    })
    void refusesAValueOfItsOwnByItsKey(String key, String value) {
        assertRefused(key, value);
    }
}
