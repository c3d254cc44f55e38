package io.darkroom.diffusion.scheduler;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LmsSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler(SchedulerConfig config) {
        return new LmsScheduler(config);
    }

    @Override
    Set<String> unknownKeys() {
        return Set.of("rescale_betas_zero_snr");
    }

    @ParameterizedTest
    @CsvSource({"use_karras_sigmas, 1", "use_exponential_sigmas, 1", "use_beta_sigmas, 1"})
    void refusesAValueOfItsOwnByItsKey(String key, String value) {
        assertRefused(key, value);
    }
}
