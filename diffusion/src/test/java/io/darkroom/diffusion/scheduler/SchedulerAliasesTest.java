package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerAliasesTest {
    static final List<String> NAMES = Schedulers.names();

    @ParameterizedTest
    @CsvSource({
        "Euler a, euler-a",
        "Euler, euler",
        "LMS, lms",
        "LMS Karras, lms-karras",
        "Heun, heun",
        "DPM2, dpm2",
        "DPM2 a, dpm2-a",
        "DPM++ 2M, dpm++2m",
        "DPM++ 2M Karras, dpm++2m-karras",
        "DPM++ 2M SDE, dpm++2m-sde",
        "DPM++ 2M SDE Karras, dpm++2m-sde-karras",
        "DPM++ SDE, dpm++-singlestep",
        "DDIM, ddim",
        "PLMS, pndm",
        "UniPC, unipc",
        "DEIS, deis",
        "LCM, lcm",
        "k_euler_a, euler-a",
        "k_dpmpp_2m, dpm++2m"
    })
    void standForTheNamesOfOthers(String alias, String name) {
        assertThat(SchedulerAliases.resolve(alias)).isEqualTo(name).isIn(NAMES);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void leaveANameOfOursAlone(String name) {
        assertThat(SchedulerAliases.resolve(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DPM fast", "Restart"})
    void leaveAloneWhatTheyDoNotKnow(String name) {
        assertThat(SchedulerAliases.resolve(name)).isEqualTo(name);
    }

    @Test
    void makeASchedulerWithoutBeingListed() {
        assertThat(Schedulers.create("Euler a", Config.of(Config.SD1))).isInstanceOf(EulerAncestralScheduler.class);
        assertThat(NAMES).doesNotContain("Euler a");
    }
}
