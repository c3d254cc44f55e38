package io.darkroom.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.testkit.Redis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A worker whose clock is wrong draws as well as the others: what counts is Redis' clock, and spans. */
@Tag("faults")
class ClockIT {
    private static final Pattern SAID = Pattern.compile("The clock says (\\S+)");

    @Test
    void workersTenMinutesAheadOfTheirTimeAndBehindItLoseNoJob() {
        try (FaultySystem faulty = FaultySystem.withWorkers(
                        3,
                        settings -> settings.workerFlag("-D" + FaultAgent.CLOCK_AHEAD + "=worker-2")
                                .workerFlag("-D" + FaultAgent.CLOCK_BEHIND + "=worker-3"));
                History history = History.of(faulty.system())) {
            assertThat(said(faulty.log("worker-2"))).isAfter(Instant.now().plus(Duration.ofMinutes(5)));
            assertThat(said(faulty.log("worker-3"))).isBefore(Instant.now().minus(Duration.ofMinutes(5)));
            faulty.awaitWorkers();
            long begun = System.nanoTime();

            String longer = faulty.victim(history);
            List<String> jobs = faulty.load(history);

            long ended = history.awaitEnds(jobs);
            Bound.of("clocks of workers 10 min ahead and behind: all jobs have ended", Duration.ofSeconds(60))
                    .holds(begun, ended);
            history.settle();
            assertThat(history.ends().values()).containsOnly("succeeded");
            assertThat(faulty.client().ended(longer).path("attempt").asInt())
                    .as("its lease was kept")
                    .isEqualTo(1);
            assertThat(workers(faulty, jobs)).as("all drew").hasSize(3);
        }
    }

    private static Instant said(String log) {
        Matcher clock = SAID.matcher(log);
        assertThat(clock.find()).isTrue();
        return Instant.parse(clock.group(1));
    }

    private static Set<String> workers(FaultySystem faulty, List<String> jobs) {
        try (Redis redis = faulty.system().redis()) {
            return jobs.stream()
                    .map(job -> redis.hash("job:" + job).getOrDefault("worker", ""))
                    .collect(Collectors.toSet());
        }
    }
}
