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
        assertThat(NAMES).containsExactly("ddim", "euler", "dpm++2m");
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void eachHasARecordingAndATestOfTheContract(String name) throws Exception {
        Class<?> made = Schedulers.create(name, Config.of("{}")).getClass();

        assertThat(SchedulersTest.class.getResource("/golden/schedulers/" + name + ".json"))
                .isNotNull();
        assertThat(SchedulersTest.class.getResource("/diffusers/" + name + ".json"))
                .isNotNull();
        assertThat(Class.forName(made.getName() + "Test")).isAssignableTo(SchedulerContract.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DDIM", "plms"})
    void refuseANameThatIsNotTheirs(String name) {
        SchedulerConfig config = Config.of("{}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedulers.create(name, config))
                .withMessage("scheduler must be one of ddim, euler, dpm++2m");
    }

    @ParameterizedTest
    @CsvSource({"DDIMScheduler, ddim", "EulerDiscreteScheduler, euler", "DPMSolverMultistepScheduler, dpm++2m"})
    void knowWhichOneAModelWasWrittenFor(String className, String name) {
        assertThat(Schedulers.nameOf(Config.of("{'_class_name': '" + className + "'}")))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'_class_name': 'PNDMScheduler'}", "{'_class_name': 4}"})
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
}
