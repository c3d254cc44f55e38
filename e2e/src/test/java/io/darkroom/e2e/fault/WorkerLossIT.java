package io.darkroom.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.e2e.Jobs;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Until;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Workers die, freeze and leave under load: every job ends once, and none waits longer than it must. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerLossIT {
    private final FaultySystem faulty = FaultySystem.withWorkers(2, settings -> settings);
    private final Client client = faulty.client();
    private History history = History.of(faulty.system());

    @BeforeEach
    void watch() {
        faulty.awaitWorkers();
        history.close();
        history = History.of(faulty.system());
    }

    @AfterEach
    void endWatch() {
        history.close();
    }

    @AfterAll
    void stop() {
        faulty.close();
    }

    @Test
    void aJobThatTakesLongerThanItsLeaseIsDrawnOnce() {
        String job = faulty.victim(history);

        history.settle();

        assertThat(client.ended(job).path("attempt").asInt()).isEqualTo(1);
    }

    @Test
    void aKilledWorkersJobsGoToAnother() {
        String victim = faulty.victim(history);
        faulty.load(history);

        long killed = System.nanoTime();
        faulty.system().kill(faulty.workerOf(victim));

        Seen again = history.await(victim, "second attempt", seen -> seen.isAttempt(2));
        Bound.of("worker SIGKILL: another has its job", Duration.ofSeconds(5)).holds(killed, again.nanos());
        history.settle();
        assertThat(history.ends().values()).containsOnly("succeeded");
    }

    @Test
    void aFrozenWorkersJobsGoToAnotherAndWhatItDoesLaterChangesNothing() {
        String victim = faulty.victim(history);
        faulty.load(history);
        String worker = faulty.workerOf(victim);

        long frozen = System.nanoTime();
        faulty.signal(worker, "STOP");
        Seen again;
        try {
            again = history.await(victim, "second attempt", seen -> seen.isAttempt(2));
        } finally {
            faulty.signal(worker, "CONT");
        }

        Bound.of("worker SIGSTOP: another has its job", FaultySystem.LEASE.plusSeconds(5))
                .holds(frozen, again.nanos());
        history.settle();
        assertThat(history.ends().values()).containsOnly("succeeded");
    }

    @Test
    void aWorkerThatIsToldToStopTellsThatItIsNotReadyWhileItFinishes() {
        String victim = faulty.victim(history);
        faulty.load(history);
        String worker = faulty.workerOf(victim);
        assertThat(faulty.system().isReady(worker)).contains(true);
        ProcessHandle process = faulty.system().process(worker);

        long told = System.nanoTime();
        process.destroy();

        Until.holds(
                "it says that it is not ready",
                () -> faulty.system().isReady(worker).equals(Optional.of(false)));
        process.onExit().join();
        // Of five seconds of patience and ten for the last step.
        Bound.of("worker SIGTERM in mid-picture: it has left", Duration.ofSeconds(16))
                .holds(told, System.nanoTime());
        history.settle();
        assertThat(history.ends().values()).containsOnly("succeeded");
    }

    @Test
    void aPictureThatFindsNoMemoryFailsAndItsWorkerLives() {
        List<Long> workers = faulty.system().cluster().workerPids();
        String job = history.submit(Jobs.of("width", 64, "height", 64, "steps", FaultAgent.TOO_LARGE));

        history.settle();

        assertThat(history.ends()).containsEntry(job, "failed:out_of_memory");
        assertThat(faulty.system().cluster().workerPids()).isEqualTo(workers);
    }

    @Test
    void aRecordThatIsThereTwiceIsDrawnToOneEnd() {
        String victim = faulty.victim(history);

        faulty.system().copyRecords("darkroom.jobs.shapes.interactive", victim);

        history.await(victim, "second attempt", seen -> seen.isAttempt(2));
        history.settle();
        assertThat(history.ends()).containsEntry(victim, "succeeded");
    }

    @Test
    void aWorkerWhoseConnectionEndsSharesItsJobWithNobody() {
        String victim = faulty.victim(history);
        faulty.load(history);

        long cut = System.nanoTime();
        Seen again = faulty.cutOff(
                faulty.workerOf(victim), () -> history.await(victim, "second attempt", seen -> seen.isAttempt(2)));

        Bound.of("connection to Kafka closed: its job is handed out again", Duration.ofSeconds(5))
                .holds(cut, again.nanos());
        history.settle();
        assertThat(history.ends().values()).containsOnly("succeeded");
    }

    @Test
    void theSameRequestTwoHundredTimesAtOnceMakesOneJob() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> job = Jobs.of("width", 64, "height", 64, "steps", 5, "seed", 1);

        Set<String> ids = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> client.post("/v1/jobs", job, "Idempotency-Key", key))
                .filter(answer -> answer.status() != 409)
                .map(Answer::json)
                .map(view -> view.path("id").asText())
                .collect(Collectors.toSet());

        assertThat(ids).hasSize(1);
        JsonNode ended = client.ended(ids.iterator().next());
        assertThat(ended.path("state").asText()).isEqualTo("succeeded");
        assertThat(ended.path("attempt").asInt()).isEqualTo(1);
    }
}
