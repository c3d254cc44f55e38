package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulersTest {
    static final List<String> NAMES = Schedulers.names();

    @Test
    void areTheseByName() {
        assertThat(NAMES)
                .containsExactly(
                        "ddim",
                        "ddpm",
                        "pndm",
                        "lms",
                        "lms-karras",
                        "euler",
                        "euler-karras",
                        "euler-exponential",
                        "euler-a",
                        "heun",
                        "heun-karras",
                        "dpm2",
                        "dpm2-a",
                        "dpm++2m",
                        "dpm++2m-karras",
                        "dpm++2m-sde",
                        "dpm++2m-sde-karras",
                        "dpm++-singlestep",
                        "unipc",
                        "unipc-karras",
                        "deis",
                        "lcm",
                        "tcd");
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void eachHasARecordingAndATestOfTheContract(String name) throws Exception {
        Class<?> made = Schedulers.create(name, Config.of("{}")).getClass();

        assertThat(SchedulersTest.class.getResource("/golden/schedulers/" + name + ".json"))
                .isNotNull();
        String plain = name.replaceAll("(-sde)?(-karras|-exponential)?$", "");
        assertThat(SchedulersTest.class.getResource("/diffusers/" + plain + ".json"))
                .isNotNull();
        assertThat(Class.forName(made.getName() + "Test")).isAssignableTo(SchedulerContract.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ddim ", "dpm fast"})
    void refuseANameThatIsNotTheirs(String name) {
        SchedulerConfig config = Config.of("{}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedulers.create(name, config))
                .withMessageStartingWith("scheduler must be one of ddim, ddpm, pndm, ");
    }

    @ParameterizedTest
    @CsvSource({
        "DDIMScheduler, ddim",
        "DDPMScheduler, ddpm",
        "PNDMScheduler, pndm",
        "LMSDiscreteScheduler, lms",
        "EulerDiscreteScheduler, euler",
        "EulerAncestralDiscreteScheduler, euler-a",
        "HeunDiscreteScheduler, heun",
        "KDPM2DiscreteScheduler, dpm2",
        "KDPM2AncestralDiscreteScheduler, dpm2-a",
        "DPMSolverMultistepScheduler, dpm++2m",
        "DPMSolverSinglestepScheduler, dpm++-singlestep",
        "UniPCMultistepScheduler, unipc",
        "DEISMultistepScheduler, deis",
        "LCMScheduler, lcm",
        "TCDScheduler, tcd"
    })
    void knowWhichOneAModelWasWrittenFor(String className, String name) {
        assertThat(Schedulers.nameOf(Config.of("{'_class_name': '" + className + "'}")))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'_class_name': 'FlowMatchEulerDiscreteScheduler'}", "{'_class_name': 4}"})
    void refuseAModelOfAnotherScheduler(String config) {
        SchedulerConfig unknown = Config.of(config);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedulers.nameOf(unknown))
                .withMessageStartingWith("_class_name must be ");
    }

    @Test
    void countTheTimestepsOfTheTraining() {
        assertThat(Schedulers.trainSteps(Config.of("{}"))).isEqualTo(1000);
        assertThat(Schedulers.trainSteps(Config.of("{'num_train_timesteps': 50}")))
                .isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
        "dpm++2m-karras, dpm++2m, {'use_karras_sigmas': true}",
        "dpm++2m-sde-karras, dpm++2m, '{''use_karras_sigmas'': true, ''algorithm_type'': ''sde-dpmsolver++''}'",
        "euler-exponential, euler, {'use_exponential_sigmas': true}",
        "unipc-karras, unipc, {'use_karras_sigmas': true}"
    })
    void doForAPlainNameWhatTheConfigurationSays(String name, String plain, String said) {
        float[] named = denoised(name, Config.SD1);

        assertThat(StandInUnet.denoise(
                        Schedulers.create(plain, Config.sd1With(said)).plan(5), StandInUnet.SOME_NOISE))
                .containsExactly(named);
    }

    private static float[] denoised(String name, String config) {
        return StandInUnet.denoise(Schedulers.create(name, Config.of(config)).plan(5), StandInUnet.SOME_NOISE);
    }
}
