package io.darkroom.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.Jobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs that take their workers with them: they fail in the end, and no other job has to pay for it. */
@Tag("faults")
class PoisonIT extends WatchedSystem {
    private static final Duration STEP_LIMIT = Duration.ofSeconds(4);
    private static final Duration HANG_LIMIT = Duration.ofSeconds(2);

    PoisonIT() {
        super(FaultySystem.withWorkers(
                2,
                settings -> settings.workerProperty("darkroom.worker.step-limit", STEP_LIMIT.toString())
                        .workerProperty("darkroom.worker.hang-limit", HANG_LIMIT.toString())));
    }

    @Test
    void aJobThatCrashesItsWorkersFailsAndTakesNoOtherWithIt() {
        List<String> jobs = new ArrayList<>(faulty.load(history));
        long begun = System.nanoTime();
        String poison = history.submit(Jobs.of("width", 64, "height", 64, "steps", FaultAgent.CRASHING));
        jobs.addAll(faulty.load(history));

        long ended = Math.max(history.awaitEnds(jobs), history.awaitEnds(List.of(poison)));

        Bound.of("a job crashes its workers: it and all others have ended", Duration.ofSeconds(90))
                .holds(begun, ended);
        history.settle();
        Map<String, String> ends = history.ends();
        assertThat(ends.remove(poison)).isEqualTo("failed:worker_lost");
        assertThat(ends.keySet()).containsAll(jobs);
        assertThat(ends.values()).containsOnly("succeeded");
        assertThat(faulty.notices())
                .as("two workers, and the one in which it was alone")
                .filteredOn(notice -> notice.contains("ended with exit code " + FaultAgent.CRASHED))
                .hasSize(3);
    }

    @Test
    void anEngineThatHangsLosesItsJobAndItsProcessLeaves() {
        // Of another size than its neighbours: pictures of different sizes share no call of the engine.
        String hanging = history.submit(Jobs.of("width", 128, "height", 128, "steps", FaultAgent.HANGING));
        Seen begun = history.await(hanging, "first attempt", seen -> seen.isAttempt(1));
        List<String> neighbours = faulty.load(history);

        Seen again = history.await(hanging, "second attempt", seen -> seen.isAttempt(2));

        Bound.of(
                        "engine hangs: another worker has its job",
                        STEP_LIMIT.plus(HANG_LIMIT).plusSeconds(5))
                .holds(begun.nanos(), again.nanos());
        history.settle();
        Map<String, String> ends = history.ends();
        assertThat(ends.remove(hanging)).isEqualTo("failed:worker_lost");
        assertThat(ends.values()).containsOnly("succeeded");
        assertThat(faulty.blamed(neighbours))
                .as("those who were in the engine, and not in the call")
                .isEmpty();
        assertThat(faulty.notices()).anyMatch(notice -> notice.contains("ended with exit code 3"));
    }
}
