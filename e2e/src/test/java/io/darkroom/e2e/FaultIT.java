package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Event;
import io.darkroom.e2e.system.Events;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.testkit.Redis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A part fails and comes back: what was promised is kept, and what cannot be kept is said. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultIT {
    /** Longer than a worker waits for one answer. */
    private static final Duration SILENCE = Duration.ofSeconds(12);

    private final RunningSystem system = RunningSystem.withSlots(2);
    private final Client client = system.client();

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    void aWorkerKilledInTheMiddleOfAPictureLosesNoJob() {
        Map<String, Object> job = Jobs.of("seed", 11, "steps", 150, "width", 256, "height", 256, "images", 4);
        String undisturbed = client.drawn(job);
        String disturbed = client.submit(job);
        awaitProgress(disturbed);

        system.kill("worker-1");

        JsonNode view = client.ended(disturbed);
        assertThat(view.path("state").asText()).isEqualTo("succeeded");
        assertThat(view.path("attempt").asInt()).isEqualTo(2);
        assertThat(client.picture(disturbed, 0).body())
                .isEqualTo(client.picture(undisturbed, 0).body());
        assertThat(client.picture(disturbed, 3).body())
                .isEqualTo(client.picture(undisturbed, 3).body());
    }

    @Test
    void aRedisThatIsSilentForAWhileCostsNoDrawing() throws InterruptedException {
        String job = client.submit(Jobs.of("seed", 13, "steps", 40, "width", 256, "height", 256, "images", 8));
        try (Events events = Events.of(client, job)) {
            Event unusedPicture = events.first(event -> event.is("image"));
        }

        system.suspend("redis");
        Thread.sleep(SILENCE.toMillis());
        system.resume("redis");

        JsonNode view = client.ended(job);
        assertThat(view.path("state").asText()).isEqualTo("succeeded");
        assertThat(view.path("attempt").asInt()).isEqualTo(1);
    }

    @Test
    void aWorkerThatIsToldToStopGivesItsJobBackWithoutHarm() {
        Map<String, Object> job = Jobs.of("seed", 12, "steps", 150, "width", 256, "height", 256, "images", 8);
        String disturbed = client.submit(job);
        awaitProgress(disturbed);

        for (int rollout = 0; rollout < 4; rollout++) {
            Until.holds("it is drawn", () -> isRunning(disturbed));
            system.terminate("worker-1");
        }

        assertThat(client.ended(disturbed).path("state").asText())
                .as("after more attempts than a job has, none of which counts")
                .isEqualTo("succeeded");
    }

    @Test
    void aJobDeletedAfterItsWorkerDiedIsNotDrawnByTheNext() {
        String job = client.submit(Jobs.endless());
        awaitProgress(job);
        try (Redis redis = system.redis()) {
            List<String> workers = redis.keys("worker:*");
            system.kill("worker-1");

            client.delete("/v1/jobs/" + job);

            Until.holds("another worker comes", () -> !workers.containsAll(redis.keys("worker:*")));
            client.drawn(Jobs.quick());
            assertThat(redis.keys("*" + job + "*")).containsExactly("job:" + job);
            assertThat(redis.hash("job:" + job).keySet()).isNotEmpty().allMatch(Tombstone::mayHold);
        }
    }

    @Test
    void aJobThatKafkaDoesNotTakeLeavesNothing() {
        String key = UUID.randomUUID().toString();
        Map<String, List<String>> before = jobsInRedis();
        Set<String> openBefore = openJobs();
        system.cluster().kafka().stop();

        Answer answer;
        Map<String, List<String>> after;
        try {
            answer = client.post("/v1/jobs", Jobs.quick(), "Idempotency-Key", key);
            after = jobsInRedis();
        } finally {
            system.cluster().kafka().start();
        }

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("queue_unavailable");
        assertThat(answer.header("Retry-After"))
                .hasValueSatisfying(seconds -> assertThat(seconds).matches("\\d+"));
        assertThat(after).isEqualTo(before);
        // Earlier jobs that have ended leave their lane's set when the next one comes: it may shrink meanwhile.
        assertThat(openBefore).containsAll(openJobs());
        assertThat(client.post("/v1/jobs", Jobs.quick(), "Idempotency-Key", key, "Prefer", "wait=60")
                        .json()
                        .path("state")
                        .asText())
                .as("the same request, once Kafka is back")
                .isEqualTo("succeeded");
    }

    @Test
    void aJobThatWaitsWhileKafkaRestartsIsDrawn() {
        List<String> busy = List.of(client.submit(Jobs.endless()), client.submit(Jobs.endless()));
        busy.forEach(this::awaitProgress);
        String waiting = client.submit(Jobs.quick());

        system.cluster().kafka().stop();
        system.cluster().kafka().start();
        busy.forEach(job -> client.delete("/v1/jobs/" + job));

        assertThat(client.ended(waiting).path("state").asText()).isEqualTo("succeeded");
    }

    @Test
    void aModelWhoseWorkersHaveLeftIsNotUnknown() {
        try (Redis redis = system.redis()) {
            redis.call("SET", "model:departed", "{}", "EX", "600");

            Answer answer = client.post("/v1/jobs", Jobs.of("model", "departed"));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("no_worker");
            assertThat(answer.json().path("detail").asText()).contains("no worker that serves it");
            assertThat(answer.header("Retry-After")).isPresent();
            redis.call("DEL", "model:departed");
        }
    }

    private boolean isRunning(String job) {
        JsonNode view = client.get("/v1/jobs/" + job).json();
        return view.path("state").asText().equals("running")
                && view.path("progress").path("step").asInt() > 0;
    }

    private void awaitProgress(String job) {
        try (Events events = Events.of(client, job)) {
            Event unusedProgress = events.first(event -> event.is("progress"));
        }
    }

    /** All that Redis holds but the heartbeats of workers and the counters of lanes and owners. */
    private Map<String, List<String>> jobsInRedis() {
        try (Redis redis = system.redis()) {
            return redis.keys().stream()
                    .filter(key -> !key.matches("(worker|model:|lane:|work:|open:|sweeping:|swept:|cleared:).*"))
                    .collect(Collectors.toMap(Function.identity(), redis::content));
        }
    }

    private Set<String> openJobs() {
        try (Redis redis = system.redis()) {
            return redis.keys("open:*").stream()
                    .flatMap(key -> redis.content(key).stream())
                    .collect(Collectors.toSet());
        }
    }
}
