package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpmSolverMultistepSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler(SchedulerConfig config) {
        return new DpmSolverMultistepScheduler(config);
    }

    @ParameterizedTest
    @ValueSource(strings = {"leading", "linspace"})
    void refusesAsManyStepsAsThereAreTimestepsWhereItKeepsOneFree(String spacing) {
        Scheduler scheduler = scheduler(Config.sd1With("{'timestep_spacing': '" + spacing + "'}"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduler.plan(1000))
                .withMessage("steps must be 1..999, was 1000");
    }

    @Test
    void refusesAStepCountThatWouldFeedATimestepPastTheLast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduler(Config.of(Config.SD1)).plan(999))
                .withMessageStartingWith("steps must be fewer than 999 with steps_offset 1");
    }

    @Test
    void visitsEveryTimestepWhenTrailing() {
        var run = scheduler(Config.sd1With("{'timestep_spacing': 'trailing'}")).plan(1000);

        float[] latent = StandInUnet.denoise(run);

        assertThat(run.timestep(999)).isZero();
        for (float value : latent) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void startsWhereLambdaIsJustNotClipped() {
        SchedulerConfig config = Config.sd1With("{'lambda_min_clipped': 0, 'timestep_spacing': 'linspace'}");
        NoiseSchedule schedule = NoiseSchedule.of(config);

        int first = (int) scheduler(config).plan(3).timestep(0);

        assertThat(schedule.alphaBar(first))
                .as("lambda 0: as much signal as noise")
                .isGreaterThanOrEqualTo(0.5f);
        assertThat(schedule.alphaBar(first + 1)).isLessThan(0.5f);
    }

    @ParameterizedTest
    @CsvSource({
        "use_karras_sigmas, 1",
        "use_exponential_sigmas, 1",
        "use_beta_sigmas, 1",
        "use_lu_lambdas, true",
        "use_flow_sigmas, true",
        "thresholding, true",
        "algorithm_type, '''sde-dpmsolver'''",
        "algorithm_type, '''dpmsolver'''",
        "solver_order, 3",
        "solver_order, 0",
        "solver_type, '''rk4'''",
        "variance_type, '''learned'''",
        "variance_type, '''learned_range'''",
        "final_sigmas_type, '''half'''",
        "lower_order_final, 1",
        "euler_at_final, '''yes'''",
        "lambda_min_clipped, 1e9"
    })
    void refusesAValueOfItsOwnByItsKey(String key, String value) {
        assertRefused(key, value);
    }
}
