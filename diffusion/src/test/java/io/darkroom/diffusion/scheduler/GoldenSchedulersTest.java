package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.diffusion.golden.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The steps that diffusers took: every recording in the folder that {@code -Ddarkroom.golden} names, or in this module's own. */
class GoldenSchedulersTest {
    /** Each sigma's own share: a float's rounding, a few times over. */
    private static final double SIGMA_TOLERANCE = 2e-6;

    static Stream<String> names() {
        return Golden.names("schedulers").stream();
    }

    static Stream<Case> runs() {
        return names().flatMap(name -> RecordedRun.in(Golden.read("schedulers/" + name + ".json"), name)
                .map(run -> new Case(name, run)));
    }

    static Stream<Case> runsInSigmas() {
        return runs().filter(run -> run.run().sigmas().isPresent());
    }

    @Test
    void everyRecordingIsOfOneOfOurSchedulersAndHoldsRuns() {
        assertThat(names()).isNotEmpty().allSatisfy(name -> {
            assertThat(Schedulers.names()).contains(SchedulerAliases.resolve(name));
            assertThat(Golden.read("schedulers/" + name + ".json").path("runs")).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("runs")
    void stepsAsDiffusersDoes(Case recorded) {
        RecordedRun run = recorded.run();

        run.assertFollowedBy(Schedulers.create(recorded.name(), run.config()));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("runsInSigmas")
    void passesThroughTheSigmasOfDiffusers(Case recorded) {
        RecordedRun run = recorded.run();
        float[] expected = run.sigmas().orElseThrow();

        Scheduler.Trajectory trajectory =
                Schedulers.create(recorded.name(), run.config()).plan(run.steps());

        for (int i = 0; i < trajectory.size(); i++) {
            Golden.assertWithinShare(
                    SIGMA_TOLERANCE,
                    new float[] {sigma(trajectory, i)},
                    new float[] {expected[i]},
                    run + ": sigma " + i);
        }
    }

    /** How many times as strong as the signal the noise is before step {@code i}. */
    private static float sigma(Scheduler.Trajectory run, int i) {
        float[] signal = new float[1];
        float[] noise = new float[1];
        run.addNoise(i, new float[] {1}, new float[] {0}, signal);
        run.addNoise(i, new float[] {0}, new float[] {1}, noise);
        return noise[0] / signal[0];
    }

    @ParameterizedTest
    @MethodSource("names")
    void addsNoiseAsDiffusersDoes(String name) {
        JsonNode file = Golden.read("schedulers/" + name + ".json");
        JsonNode recorded = file.path("add_noise");
        RecordedRun first = RecordedRun.in(file, name).findFirst().orElseThrow();
        float timestep = recorded.get("timestep").floatValue();
        float[] clean = Golden.tensor(recorded.get("clean"));
        float[] noisy = new float[clean.length];

        Scheduler.Trajectory run = Schedulers.create(name, first.config())
                .plan(recorded.get("num_inference_steps").intValue());
        int step = lastStepAt(timestep, run);
        run.addNoise(step, clean, Golden.tensor(recorded.get("noise")), noisy);

        Golden.assertWithinShare(
                RecordedRun.TOLERANCE, noisy, Golden.tensor(recorded.get("noisy")), name + ": noise added");
    }

    /** Where a run visits a timestep twice, diffusers takes the second visit. */
    private static int lastStepAt(float timestep, Scheduler.Trajectory run) {
        for (int i = run.size() - 1; i >= 0; i--) {
            if (Math.abs(run.timestep(i) - timestep) < 0.01) {
                return i;
            }
        }
        throw new AssertionError("no step at " + timestep);
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
