package io.darkroom.diffusion.scheduler;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Settings and step counts that the golden recordings do not reach: {@code diffusers/}, written by {@code
 * infra/model/settings.py}. Their configurations are those given, so that each scheduler's own defaults count too.
 */
class RecordedSettingsTest {
    private static final List<String> NAMES = List.of(
            "ddim",
            "ddpm",
            "pndm",
            "lms",
            "euler",
            "euler-a",
            "heun",
            "dpm2",
            "dpm2-a",
            "dpm++2m",
            "dpm++-singlestep",
            "unipc",
            "deis",
            "lcm",
            "tcd");

    static Stream<Arguments> runs() {
        return NAMES.stream().flatMap(name -> runsOf(name).map(run -> Arguments.of(name, run)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("runs")
    void stepsAsDiffusersDoes(String name, RecordedRun run) {
        run.assertFollowedBy(Schedulers.create(name, run.config()));
    }

    private static Stream<RecordedRun> runsOf(String name) {
        URL recording = Objects.requireNonNull(RecordedSettingsTest.class.getResource("/diffusers/" + name + ".json"));
        try {
            return RecordedRun.in(new ObjectMapper().readTree(recording), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
