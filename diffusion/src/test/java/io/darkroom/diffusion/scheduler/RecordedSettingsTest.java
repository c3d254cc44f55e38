package io.darkroom.diffusion.scheduler;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Settings and step counts that the golden recordings do not reach: {@code diffusers/}, written by {@code
 * src/test/python/record.py}. Their configurations are those given, so that each scheduler's own defaults count too.
 */
class RecordedSettingsTest {
    static Stream<RecordedRun> ddim() {
        return runsOf("ddim");
    }

    static Stream<RecordedRun> euler() {
        return runsOf("euler");
    }

    static Stream<RecordedRun> dpmSolver() {
        return runsOf("dpm++2m");
    }

    @ParameterizedTest
    @MethodSource("ddim")
    void ddimStepsAsDiffusersDoes(RecordedRun run) {
        run.assertFollowedBy(new DdimScheduler(run.config()));
    }

    @ParameterizedTest
    @MethodSource("euler")
    void eulerStepsAsDiffusersDoes(RecordedRun run) {
        run.assertFollowedBy(new EulerScheduler(run.config()));
    }

    @ParameterizedTest
    @MethodSource("dpmSolver")
    void dpmSolverStepsAsDiffusersDoes(RecordedRun run) {
        run.assertFollowedBy(new DpmSolverMultistepScheduler(run.config()));
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
