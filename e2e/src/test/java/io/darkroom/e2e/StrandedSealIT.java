package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.KilledApi;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.testkit.Redis;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A sealed job whose PUT was not answered, or not taken, is put again as it was and is one job. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrandedSealIT {
    private final RunningSystem system = RunningSystem.withWorkers(1);
    /** One that every API of the system knows. */
    private final String key = system.someoneElsesKey();

    private final Client client = Client.withKey(system.cluster().url(), key);
    private final SealingClient sealing = new SealingClient(client);

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    void anApiKilledBetweenKafkaAndTheAnswerLeavesOneJobForWhoPutsItAgain() {
        String id = SealingClient.id();
        Map<String, Object> body = body(id);
        var unused = KilledApi.afterKafka(system, key, api -> api.put("/v1/jobs/" + id, body));

        Answer again = again(id, body);

        assertThat(again.json().path("id").asText()).isEqualTo(id);
        assertIsDrawn(id);
        assertThat(client.get("/v1/jobs?limit=100").json().path("jobs").findValuesAsText("id"))
                .containsOnlyOnce(id);
    }

    @Test
    void whatKafkaDidNotTakeLeavesNothingAndIsTakenLater() {
        String id = SealingClient.id();
        Map<String, Object> body = body(id);
        system.cluster().kafka().stop();
        try (Redis redis = system.redis()) {
            Answer refused = client.put("/v1/jobs/" + id, body);

            assertThat(refused.status() + refused.code()).isEqualTo("503queue_unavailable");
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(redis.keys("*" + id + "*")).isEmpty();
        } finally {
            system.cluster().kafka().start();
        }

        again(id, body);

        assertIsDrawn(id);
    }

    private Map<String, Object> body(String id) {
        String document = sealing.withResultKey(Map.of("prompt", Jobs.RED_CIRCLE));
        return Map.of("sealed", sealing.seal(id, document), "steps", 2);
    }

    /** Until somebody can know whether Kafka has it, the same request counts as in progress. */
    private Answer again(String id, Map<String, Object> body) {
        return Until.present(
                "an answer",
                () -> Optional.of(client.put("/v1/jobs/" + id, body)).filter(answer -> answer.status() == 202));
    }

    private void assertIsDrawn(String id) {
        assertThat(client.ended(id).path("state").asText()).isEqualTo("succeeded");
        assertThat(Png.of(sealing.picture(id, 0)).width()).isEqualTo(128);
    }
}
