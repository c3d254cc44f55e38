package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.ServiceRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that is told to stop leaves, whatever it is doing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StopIT {
    private final RunningSystem system = RunningSystem.withWorkers(0);

    @AfterAll
    void stop() {
        system.close();
    }

    @ParameterizedTest(name = "after it has said: {0}")
    @ValueSource(strings = {"Keys of worker", "serves", "Listening on"})
    void aWorkerThatIsToldToStopWhileItStartsLeaves(String words) {
        ServiceRun.Ended ended = ServiceRun.worker(system).stoppedAfter(words);

        assertThat(ended.output()).doesNotContain("Exception").contains("stopped in");
    }
}
