package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A part is missing and stays so: callers are told which, and whatever can do without it goes on. */
class LossIT {
    @Test
    void withoutAnyWorkerNoJobIsAccepted() {
        try (RunningSystem system = RunningSystem.withWorkers(0)) {
            Answer answer = system.client().post("/v1/jobs", Jobs.quick());

            assertRefused(answer, "no_worker");
            assertThat(answer.json().path("detail").asText()).contains("No worker is connected");
            assertThat(system.client().get("/v1/models").json().path("models")).isEmpty();
        }
    }

    @Test
    void withoutRedisNothingIsAcceptedOrFound() {
        try (RunningSystem system = RunningSystem.withWorkers(1)) {
            Client client = system.client();
            String job = client.drawn(Jobs.quick());
            system.kill("redis");

            List<Answer> answers = List.of(
                    client.post("/v1/jobs", Jobs.quick()),
                    client.get("/v1/jobs/" + job),
                    client.get("/v1/jobs/" + job + "/images/0"),
                    client.get("/v1/jobs"),
                    client.delete("/v1/jobs/" + job));

            assertThat(answers).allSatisfy(answer -> assertRefused(answer, "channel_unavailable"));
            Until.holds(
                    "what workers serve is forgotten too, a second later",
                    () -> client.get("/v1/models").status() != 200);
            assertRefused(client.get("/v1/models"), "channel_unavailable");
        }
    }

    @Test
    void withoutPostgresWhatIsNotToBeKeptIsDrawn() {
        try (RunningSystem system = RunningSystem.withWorkers(1)) {
            Client client = system.client();
            system.kill("postgres");

            String job = client.drawn(Jobs.quick());

            assertThat(client.picture(job, 0).body()).isNotEmpty();
            assertThat(client.delete("/v1/jobs/" + job).status()).isEqualTo(204);
            assertRefused(Client.withKey(client.url(), "dk_unknown").get("/v1/jobs"), "library_unavailable");
        }
    }

    private static void assertRefused(Answer answer, String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(503);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(answer.everything()).doesNotContain("Exception", "at io.", "circle");
    }
}
