package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.golden.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The steps that diffusers took, in the folder that {@code -Ddarkroom.golden} names or in this module's own. */
class GoldenSchedulersTest {
    /** Each sigma's own share: a float's rounding, twice over. */
    private static final double SIGMA_TOLERANCE = 1e-6;

    static Stream<String> names() {
        return Golden.names("schedulers").stream().filter(Schedulers.names()::contains);
    }

    static Stream<Case> runs() {
        return names().flatMap(name -> RecordedRun.in(Golden.read("schedulers/" + name + ".json"), name)
                .map(run -> new Case(name, run)));
    }

    static Stream<Case> runsInSigmas() {
        return runs().filter(run -> !run.name().equals("ddim"));
    }

    @Test
    void theFolderHoldsARecordingOfOneOfOurSchedulers() {
        assertThat(names())
                .as("of " + Golden.names("schedulers") + " in " + Golden.folder() + ", those called "
                        + Schedulers.names())
                .isNotEmpty();
    }

    @Test
    void everyRecordingOfOneOfOursHoldsRuns() {
        assertThat(names())
                .allSatisfy(name -> assertThat(
                                Golden.read("schedulers/" + name + ".json").path("runs"))
                        .isNotEmpty());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("runs")
    void stepsAsDiffusersDoes(Case recorded) {
        RecordedRun run = recorded.run();

        run.assertFollowedBy(Schedulers.create(recorded.name(), run.config()));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("runsInSigmas")
    void passesThroughTheSigmasOfDiffusers(Case recorded) {
        RecordedRun run = recorded.run();
        NoiseSchedule schedule = NoiseSchedule.withFiniteSigmas(run.config());
        float last = SigmaTable.last(run.config(), schedule);

        float[] sigmas = SigmaTable.at(run.timesteps(), schedule, last);

        float[] expected = run.sigmas().orElseThrow();
        assertThat(sigmas).hasSameSizeAs(expected);
        for (int i = 0; i < sigmas.length; i++) {
            Golden.assertWithinShare(
                    SIGMA_TOLERANCE, new float[] {sigmas[i]}, new float[] {expected[i]}, run + ": sigma " + i);
        }
    }

    /**
     * A run and who is to follow it.
     *
     * @param name the scheduler's
     * @param run the recording
     */
    record Case(String name, RecordedRun run) {
        @Override
        public String toString() {
            return run.title();
        }
    }
}
