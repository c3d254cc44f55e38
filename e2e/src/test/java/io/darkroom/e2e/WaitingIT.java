package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Event;
import io.darkroom.e2e.system.Events;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import org.junit.jupiter.api.Test;

/** The last worker leaves: what waits for it says so, is drawn if one comes, and ends at its deadline if none does. */
class WaitingIT {
    @Test
    void aJobWhoseLastWorkerLeftSaysThatItWaitsForOneAndIsDrawnWhenItComes() {
        try (RunningSystem system = RunningSystem.withSlots(1)) {
            Client client = system.client();
            String busy = client.submit(Jobs.endless());
            try (Events events = Events.of(client, busy)) {
                Event unusedProgress = events.first(event -> event.is("progress"));
            }
            String waiting = client.submit(Jobs.quick());
            assertThat(view(client, waiting).has("waiting_for_worker")).isFalse();

            try (Events events = Events.of(client, waiting)) {
                system.terminate("worker-1");

                JsonNode left = events.first(event -> event.data().has("waiting_for_worker"))
                        .data();
                assertThat(left.path("state").asText()).isEqualTo("queued");
                assertThat(left.path("waiting_for_worker").asBoolean()).isTrue();
                JsonNode next = events.first(event -> event.is("state")).data();
                assertThat(next.has("waiting_for_worker"))
                        .as("a worker has come")
                        .isFalse();
            }
            client.delete("/v1/jobs/" + busy);
            assertThat(client.ended(waiting).path("state").asText()).isEqualTo("succeeded");
        }
    }

    @Test
    void aJobForWhichNoWorkerComesSaysSoUntilItsDeadline() {
        try (RunningSystem system = RunningSystem.withWorkers(1)) {
            Client client = system.client();
            system.suspend("worker-1");
            try {
                String job = client.submit(Jobs.of("steps", 2, "deadline_seconds", 40));

                Until.holds(
                        "it says that it waits for a worker",
                        () -> view(client, job).path("waiting_for_worker").asBoolean());
                assertThat(view(client, job).path("state").asText()).isEqualTo("queued");

                Until.holds("its deadline", () -> client.get("/v1/jobs/" + job).status() == 410);
                assertThat(client.get("/v1/jobs/" + job).code()).isEqualTo("job_expired");
            } finally {
                system.resume("worker-1");
            }
        }
    }

    private static JsonNode view(Client client, String job) {
        return client.get("/v1/jobs/" + job).json();
    }
}
