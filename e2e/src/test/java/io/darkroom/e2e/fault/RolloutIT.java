package io.darkroom.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.Jobs;
import io.darkroom.e2e.system.Until;
import io.darkroom.local.LocalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All workers are replaced, one after another, while a thousand jobs wait. The workers draw nothing, and take their time. */
@Tag("faults")
class RolloutIT {
    private static final int WORKERS = 10;
    private static final int IN_HAND = 2 * WORKERS;
    private static final int WAITING = 1_000;
    private static final int FEW = 200;

    private static final int PICTURE_MILLIS = 1_200;
    /** So that a job of one picture is finished, and one of several is given back. */
    private static final Duration DRAIN = Duration.ofSeconds(2);

    @TempDir
    Path hold;

    @Test
    void replacingAllWorkersCostsNoJobAnything() throws IOException {
        Path held = Files.createFile(hold.resolve("shapes"));
        try (FaultySystem faulty = FaultySystem.withWorkers(WORKERS, this::drawNothing);
                History history = History.of(faulty.system())) {
            faulty.awaitWorkers();
            List<Long> before = faulty.system().cluster().workerPids();
            Set<String> jobs = new HashSet<>(submit(history, WAITING + IN_HAND));
            assertThat(history.undrawn()).hasSizeGreaterThanOrEqualTo(WAITING);

            Files.delete(held);
            long begun = System.nanoTime();
            for (int number = 1; number <= WORKERS; number++) {
                if (history.undrawn().size() < FEW) {
                    jobs.addAll(submit(history, FEW));
                }
                replace(faulty, "worker-" + number);
            }
            long replaced = System.nanoTime();
            int stillWaiting = history.undrawn().size();

            Bound.of("rolling restart of ten workers: all are replaced", Duration.ofMinutes(5))
                    .holds(begun, replaced);
            assertThat(stillWaiting).as("jobs that waited through it all").isPositive();
            assertThat(faulty.system().cluster().workerPids()).hasSize(WORKERS).doesNotContainAnyElementsOf(before);
            history.awaitEnds(jobs);
            history.settle();
            assertThat(history.ends().keySet()).isEqualTo(jobs);
            assertThat(history.ends().values()).containsOnly("succeeded");
            assertThat(faulty.blamed(jobs))
                    .as("what attempts were counted against")
                    .isEmpty();
            Bound.of("rolling restart of ten workers: longest without an end of a job", Duration.ofSeconds(5))
                    .holds(standstill(history.seen(), begun, replaced));
            Bound.of("rolling restart of ten workers: what is given back goes on", Duration.ofSeconds(10))
                    .holds(longestWaitAfterGivingBack(history.seen()));
        }
    }

    private LocalSettings.Builder drawNothing(LocalSettings.Builder settings) {
        return settings.workerFlag("-D" + FaultAgent.STEP_MILLIS + "=" + PICTURE_MILLIS)
                .workerFlag("-XX:TieredStopAtLevel=1")
                .workerFlag("-Xmx160m")
                .workerProperty("darkroom.bench", "true")
                .workerProperty("darkroom.bench.hold", hold.toString())
                .workerProperty("darkroom.worker.engine", "noop")
                .workerProperty("darkroom.worker.slots", "1")
                .workerProperty("darkroom.worker.drain-timeout", DRAIN.toString())
                // As it is by default: whoever leaves in good order needs no short one.
                .workerProperty("darkroom.worker.lease", "PT30S");
    }

    /** Of both lanes alike; every fourth of several pictures. */
    private static List<String> submit(History history, int jobs) {
        return IntStream.range(0, jobs)
                .parallel()
                .mapToObj(i -> history.submit(Jobs.of(
                        "width",
                        64,
                        "height",
                        64,
                        "steps",
                        1,
                        "images",
                        i % 8 < 6 ? 1 : 4,
                        "lane",
                        i % 2 == 0 ? "interactive" : "bulk")))
                .toList();
    }

    private static void replace(FaultySystem faulty, String worker) {
        faulty.system().terminate(worker);
        Until.holds(worker + " is back", () -> faulty.isReady(worker).equals(Optional.of(true)));
    }

    private static Duration standstill(List<Seen> seen, long from, long until) {
        long longest = 0;
        long last = from;
        for (Seen event : seen) {
            if (event.isEnd() && event.nanos() < until) {
                longest = Math.max(longest, event.nanos() - last);
                last = event.nanos();
            }
        }
        return Duration.ofNanos(Math.max(longest, until - last));
    }

    private static Duration longestWaitAfterGivingBack(List<Seen> seen) {
        Set<String> begun = new HashSet<>();
        Map<String, Long> givenBack = new HashMap<>();
        List<Duration> waits = new ArrayList<>();
        for (Seen event : seen) {
            String job = event.job();
            if (event.isState("queued") && begun.contains(job)) {
                givenBack.put(job, event.nanos());
            } else if (event.isState("running")) {
                begun.add(job);
                Optional.ofNullable(givenBack.remove(job))
                        .ifPresent(nanos -> waits.add(Duration.ofNanos(event.nanos() - nanos)));
            }
        }
        assertThat(waits).as("those of jobs that were given back").isNotEmpty();
        return Collections.max(waits);
    }
}
