package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.ApiRun;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Event;
import io.darkroom.e2e.system.Events;
import io.darkroom.e2e.system.KilledApi;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.ServiceRun;
import io.darkroom.e2e.system.Until;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An API dies when Kafka has a job and nobody draws it yet, so that the same request takes its place: it is one job. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrandedJobIT {
    private static final String ROWS = "SELECT job_id FROM retained_job";
    private static final String PICTURES = "SELECT job_id FROM retained_image";

    private final RunningSystem system = RunningSystem.withSlots(1);
    /** One that every API of the system knows. */
    private final String key = system.someoneElsesKey();

    private final Client client = Client.withKey(system.cluster().url(), key);
    private String endless = "";

    @BeforeEach
    void occupyTheWorker() {
        Until.holds(
                "a worker is there",
                () -> !client.get("/v1/models").json().path("models").isEmpty());
        endless = client.submit(Jobs.endless());
        try (Events events = Events.of(client, endless)) {
            Event unusedProgress = events.first(event -> event.is("progress"));
        }
    }

    @AfterEach
    void releaseTheWorker() {
        client.delete("/v1/jobs/" + endless);
    }

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    void whatWasPutAgainIsDrawnAlthoughTheRecordOfTheFirstTimeComesFirst() {
        String id = UUID.randomUUID().toString();
        Function<Client, Answer> request = caller -> caller.put("/v1/jobs/" + id, Jobs.quick());
        strand(request);
        again(request);

        releaseTheWorker();

        assertThat(client.ended(id).path("state").asText()).isEqualTo("succeeded");
    }

    @Test
    void aJobToBeKeptIsKeptOnceThoughAnotherApiStarts() {
        String idempotencyKey = UUID.randomUUID().toString();
        Map<String, Object> job = Jobs.of("steps", 2, "retain", true);
        Function<Client, Answer> request = caller -> caller.post("/v1/jobs", job, "Idempotency-Key", idempotencyKey);
        strand(request);
        assertThat(jobs(ROWS)).hasSize(1);

        String id = again(request).json().path("id").asText();

        assertThat(jobs(ROWS)).containsExactly(id);
        try (ApiRun unused = ServiceRun.api(system).ready()) {
            releaseTheWorker();
            assertThat(client.ended(id).path("state").asText()).isEqualTo("succeeded");
            assertThat(client.drawn(Jobs.quick())).as("a job that came later").isNotEmpty();
        }
        assertThat(jobs(PICTURES)).containsExactly(id);
    }

    private void strand(Function<Client, Answer> request) {
        var unused = KilledApi.afterKafka(system, key, request);
    }

    /** Until somebody can know whether Kafka has it, the same request counts as in progress. */
    private Answer again(Function<Client, Answer> request) {
        return Until.present(
                "an answer", () -> Optional.of(request.apply(client)).filter(answer -> answer.status() == 202));
    }

    private List<String> jobs(String query) {
        return system.database().rows(query).stream()
                .map(row -> Objects.requireNonNull(row.get("job_id")))
                .toList();
    }
}
