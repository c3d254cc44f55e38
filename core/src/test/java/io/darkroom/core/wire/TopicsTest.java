package io.darkroom.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    @Test
    void nameModelAndLane() {
        assertThat(Topics.jobs("shapes", Lane.INTERACTIVE)).isEqualTo("darkroom.jobs.shapes.interactive");
        assertThat(Topics.jobs("sd1.5", Lane.BULK)).isEqualTo("darkroom.jobs.sd1.5.bulk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shapes", "sd1.5", "a", "0", "sdxl_turbo-fp16"})
    void takeModelNamesThatKafkaTakes(String name) {
        assertThat(Topics.isModelName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".hidden", "Shapes", "a b", "a/b", "a:b", "é"})
    void refuseOthers(String name) {
        assertThat(Topics.isModelName(name)).isFalse();
    }
}
