package io.darkroom.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.Jobs;
import io.darkroom.e2e.system.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Workers die, leave and are told of jobs that nobody wants, under load: every job ends once, and none waits longer than it
 * must. Leases are so long that a job which comes back in time does not because its lease has ended.
 */
class WorkerLossIT extends WatchedSystem {
    /** Above any bound here and its slack. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final int SLOTS = 2;
    private static final int WORKERS = 2;
    /** By when all slots are busy with jobs that do not end. */
    private static final Duration DEADLINE = Duration.ofSeconds(25);

    /** Few slots, so that jobs wait. */
    WorkerLossIT() {
        super(FaultySystem.withWorkers(
                WORKERS,
                settings -> settings.workerProperty("darkroom.worker.lease", LEASE.toString())
                        .workerProperty("darkroom.worker.slots", Integer.toString(SLOTS))));
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
        faulty.load(history);
        String job = history.submit(Jobs.of("width", 64, "height", 64, "steps", FaultAgent.TOO_LARGE));

        Seen begun = history.await(job, "first attempt", seen -> seen.isAttempt(1));
        Seen ended = history.await(job, "end", Seen::isEnd);

        Bound.of("no memory for a picture: its job has failed", Duration.ofSeconds(5))
                .holds(begun.nanos(), ended.nanos());
        history.settle();
        Map<String, String> ends = history.ends();
        assertThat(ends.remove(job)).isEqualTo("failed:out_of_memory");
        assertThat(ends.values()).containsOnly("succeeded");
        assertThat(faulty.system().cluster().workerPids()).isEqualTo(workers);
    }

    @Test
    void aRecordThatIsThereTwiceIsDrawnToOneEnd() {
        List<String> jobs = new ArrayList<>(List.of(faulty.victim(history)));
        jobs.addAll(faulty.load(history));

        long copied = System.nanoTime();
        faulty.system().copyRecords("darkroom.jobs.shapes.interactive", jobs.get(0));

        history.await(jobs.get(0), "second attempt", seen -> seen.isAttempt(2));
        long ended = history.awaitEnds(jobs);
        Bound.of("a record is there twice: all jobs have ended", Duration.ofSeconds(60))
                .holds(copied, ended);
        history.settle();
        assertThat(history.ends().values()).containsOnly("succeeded");
    }

    @Test
    void deletedAndLateJobsFreeTheirWorker() {
        String drawn = history.submit(Jobs.quick());
        String failed = history.submit(Jobs.of("width", 64, "height", 64, "steps", FaultAgent.TOO_LARGE));
        history.awaitEnds(List.of(drawn, failed));
        long passes = System.nanoTime() + DEADLINE.toNanos();
        String late = history.submitLate(within(DEADLINE));
        history.awaitDrawing(late);
        List<String> inHand = Stream.generate(() -> history.submit(Jobs.endless()))
                .limit(WORKERS * SLOTS - 1L)
                .toList();
        inHand.forEach(history::awaitDrawing);
        String first = history.submit(Jobs.endless());
        String second = history.submit(Jobs.endless());
        String tooLate = history.submitLate(within(Duration.ofSeconds(10)));
        List<String> load = faulty.load(history);

        long deleted = System.nanoTime();
        history.delete(inHand.get(0));
        Seen next = history.await(first, "first attempt", seen -> seen.isAttempt(1));
        Seen afterNext = history.await(second, "first attempt", seen -> seen.isAttempt(1));

        // The call that it shares with others goes on to its end: seconds, for so many pictures on a processor.
        Bound.of("a job deleted in mid-picture: its worker draws the next", Duration.ofSeconds(10))
                .holds(deleted, next.nanos());
        Bound.of("a deadline passes in mid-picture: its worker draws the next", Duration.ofSeconds(10))
                .holds(passes, afterNext.nanos());
        assertThat(history.ends(List.of(late, tooLate))).containsOnly("expired");
        // Ended in each way, in a worker's hand, and waiting behind those.
        List<String> unwanted = new ArrayList<>(List.of(drawn, failed, late, load.get(18)));
        unwanted.addAll(inHand.subList(1, inHand.size()));
        unwanted.addAll(List.of(first, second));
        unwanted.forEach(history::delete);
        history.settle();
        Map<String, String> ends = history.ends();
        unwanted.add(inHand.get(0));
        assertThat(ends.keySet()).containsAll(unwanted);
        unwanted.forEach(job -> assertThat(ends.remove(job)).isEqualTo("cancelled"));
        assertThat(ends.remove(tooLate)).isEqualTo("expired");
        assertThat(ends.values()).containsOnly("succeeded");
        assertThat(faulty.blamed(ends.keySet())).isEmpty();
    }

    private static Map<String, Object> within(Duration deadline) {
        Map<String, Object> job = Jobs.endless();
        job.put("deadline_seconds", deadline.toSeconds());
        return job;
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
}
