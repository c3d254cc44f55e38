package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerConfigTest {
    @TempDir
    Path folder;

    @Test
    void readsTheDemoModels() throws Exception {
        SchedulerConfig config =
                SchedulerConfig.read(Path.of("..", "models", "shapes", "scheduler", "scheduler_config.json"));

        assertThat(Schedulers.nameOf(config)).isEqualTo("ddim");
        assertThat(config.number("beta_end", 0)).isEqualTo(0.012);
    }

    @Test
    void readsTheInfinityThatPythonWrites() throws Exception {
        Path file = Files.writeString(folder.resolve("scheduler_config.json"), "{\"lambda_min_clipped\": -Infinity}");

        SchedulerConfig config = SchedulerConfig.read(file);

        assertThat(config.number("lambda_min_clipped", 0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(new DpmSolverMultistepScheduler(config).plan(20).timestep(0)).isEqualTo(999);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "3", "{\"beta_end\": }"})
    void refusesABrokenFileByItsName(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("scheduler_config.json"), content);

        assertThatIOException()
                .isThrownBy(() -> SchedulerConfig.read(file))
                .withMessageStartingWith("scheduler_config.json: ");
    }

    @Test
    void refusesAMissingFileByItsName() {
        assertThatIOException()
                .isThrownBy(() -> SchedulerConfig.read(folder.resolve("scheduler_config.json")))
                .withMessageStartingWith("scheduler_config.json: cannot be read");
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatIllegalArgumentException().isThrownBy(() -> SchedulerConfig.of(JsonNodeFactory.instance.arrayNode()));
    }

    @Test
    void keepsItsValuesWhenTheJsonChanges() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("num_train_timesteps", 50);
        SchedulerConfig config = SchedulerConfig.of(json);

        json.put("num_train_timesteps", 60);

        assertThat(Schedulers.trainSteps(config)).isEqualTo(50);
    }

    @Test
    void shortensAValueThatItRefuses() {
        SchedulerConfig config = Config.of("{'beta_schedule': '" + "x".repeat(1000) + "'}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DdimScheduler(config))
                .withMessageEndingWith("…")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }
}
