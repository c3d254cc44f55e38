package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.testkit.Redis;
import java.net.http.HttpRequest.BodyPublishers;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is signed of a job, at each of its ends, and that it is what is so. Verified with nothing of ours. */
@ExtendWith(SharedSystem.class)
class ReceiptIT {
    private final RunningSystem system;
    private final Client client;
    private final Redis redis;

    ReceiptIT(RunningSystem system) {
        this.system = system;
        this.client = system.client();
        this.redis = system.redis();
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    // --- Each end ---

    @Test
    void ofADrawnJobThePicturesAreHeldAndThePromptIsNoise() {
        String job = client.drawn(Jobs.of("steps", 2, "images", 2));

        JsonNode receipt = receipt(job);

        assertThat(receipt.path("jid").asText()).isEqualTo(job);
        assertThat(receipt.path("state").asText()).isEqualTo("succeeded");
        assertThat(receipt.path("ended_at").asText())
                .isGreaterThan(receipt.path("submitted_at").asText());
        assertThat(fates(receipt))
                .containsExactly(
                        "key_part redis destroyed",
                        "sealed_prompt kafka unreadable",
                        "sealed_seed redis held",
                        "sealed_picture redis 0 held",
                        "sealed_picture redis 1 held",
                        "settings redis held");
        assertThat(held(receipt, "key_part").path("at")).isEqualTo(receipt.path("ended_at"));
        assertThat(held(receipt, "sealed_prompt").path("at")).isEqualTo(receipt.path("ended_at"));
        assertThat(held(receipt, "sealed_picture").path("until").asText())
                .isGreaterThan(receipt.path("ended_at").asText());
    }

    @Test
    void aPictureThatWasReadOnceOrErasedWentThen() {
        String job = client.drawn(Jobs.of("delivery", "once", "steps", 2, "images", 3));
        client.picture(job, 1);
        client.delete("/v1/jobs/" + job + "/images/2");
        Until.holds("it is erased", () -> !redis.has("image:" + job + ":1"));

        assertThat(fates(receipt(job)))
                .contains(
                        "sealed_picture redis 0 held",
                        "sealed_picture redis 1 destroyed",
                        "sealed_picture redis 2 destroyed");
    }

    @Test
    void ofAFailedJobNothingIsHeldButItsSettings() {
        SealingClient sealing = new SealingClient(client);
        String job = SealingClient.id();
        assertThat(sealing.put(job, sealing.seal(job, "{\"prompt\": \"\"}")).status())
                .isEqualTo(202);
        assertThat(client.ended(job).path("state").asText()).isEqualTo("failed");

        JsonNode receipt = receipt(job);

        assertThat(receipt.path("state").asText()).isEqualTo("failed");
        assertThat(fates(receipt))
                .containsExactly(
                        "key_part redis destroyed",
                        "sealed_prompt kafka unreadable",
                        "sealed_seed redis absent",
                        "settings redis held");
    }

    @Test
    void ofAnExpiredJobToo() {
        Map<String, Object> job = Jobs.endless();
        job.put("deadline_seconds", 10);
        String id = client.submit(job);
        Until.holds("it is over", () -> client.get("/v1/jobs/" + id).code().equals("job_expired"));
        Until.holds("it is noted", () -> !redis.has("key:" + id));

        JsonNode receipt = receipt(id);

        assertThat(receipt.path("state").asText()).isEqualTo("expired");
        assertThat(fates(receipt)).contains("sealed_prompt kafka unreadable");
        assertThat(held(receipt, "key_part").path("state").asText()).isIn("destroyed", "absent");
    }

    @Test
    void ofASealedJobItSaysTheSame() {
        SealingClient sealing = new SealingClient(client);
        String job = sealing.drawn(Map.of("prompt", Jobs.RED_CIRCLE), "steps", 2);

        assertThat(fates(receipt(job)))
                .contains("key_part redis destroyed", "sealed_seed redis held", "sealed_picture redis 0 held");
    }

    @Test
    void ofAJobToBeKeptThePicturesAreKept() {
        String job = client.drawn(Jobs.of("steps", 2, "images", 2, "retain", true));
        client.delete("/v1/jobs/" + job + "/images/1");

        List<String> drawn = fates(receipt(job));
        List<String> deleted = fates(deleted(job));

        assertThat(drawn)
                .contains(
                        "key_part postgresql absent",
                        "sealed_prompt kafka unreadable",
                        "sealed_picture postgresql 0 kept",
                        "sealed_picture postgresql 1 absent");
        assertThat(deleted)
                .contains(
                        "key_part postgresql absent",
                        "sealed_picture redis 0 destroyed",
                        "sealed_picture postgresql 0 absent");
    }

    @Test
    void beforeTheEndThereIsNone() {
        String job = client.submit(Jobs.endless());

        Answer answer = client.get("/v1/jobs/" + job + "/receipt");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("job_not_ended");
        client.delete("/v1/jobs/" + job);
    }

    // --- DELETE ---

    @Test
    void whoDeletesAJobInWhateverStateGetsItsReceiptAndGetsItAgain() {
        SealingClient sealing = new SealingClient(client);
        String failed = SealingClient.id();
        sealing.put(failed, sealing.seal(failed, "{\"prompt\": \"\"}"));
        client.ended(failed);
        List<String> running = List.of(client.submit(Jobs.endless()), client.submit(Jobs.endless()));
        running.forEach(job -> Until.holds(
                "it is drawn",
                () -> client.get("/v1/jobs/" + job)
                        .json()
                        .path("state")
                        .asText()
                        .equals("running")));
        String waiting = client.submit(Jobs.quick());
        List<String> jobs = new ArrayList<>(List.of(failed, waiting));
        jobs.addAll(running);

        for (String job : jobs) {
            JsonNode receipt = deleted(job);

            assertThat(receipt.path("state").asText()).isEqualTo("cancelled");
            assertThat(fates(receipt))
                    .contains(
                            "key_part redis destroyed",
                            "sealed_prompt kafka unreadable",
                            "sealed_seed redis absent",
                            "settings redis destroyed",
                            "tombstone redis held");
            assertThat(client.get("/v1/jobs/" + job).code()).isEqualTo("job_deleted");
            JsonNode later = receipt(job);
            assertThat(held(later, "key_part")).isEqualTo(held(receipt, "key_part"));
            assertThat(held(deleted(job), "settings")).isEqualTo(held(receipt, "settings"));
        }
    }

    @Test
    void aJobThatWasDrawnLosesItsPicturesWithTheDeletionAndLostItsKeyPartBefore() {
        String job = client.drawn(Jobs.quick());
        JsonNode before = receipt(job);

        JsonNode receipt = deleted(job);

        assertThat(held(receipt, "key_part")).isEqualTo(held(before, "key_part"));
        assertThat(held(receipt, "sealed_picture").path("state").asText()).isEqualTo("destroyed");
        assertThat(held(receipt, "sealed_picture").path("at"))
                .isEqualTo(held(receipt, "settings").path("at"));
    }

    @Test
    void whoDoesNotAskForAReceiptGetsNone() {
        String job = client.drawn(Jobs.quick());

        assertThat(client.delete("/v1/jobs/" + job).status()).isEqualTo(204);
    }

    @Test
    void ofAKeptJobThatRedisHasForgottenTheLibraryIsTold() {
        String job = client.drawn(Jobs.of("steps", 2, "retain", true));
        redis.call("DEL", "job:" + job);

        assertThat(client.get("/v1/jobs/" + job + "/receipt").status()).isEqualTo(404);
        JsonNode receipt = deleted(job);

        assertThat(receipt.path("state").asText()).isEqualTo("cancelled");
        assertThat(fates(receipt)).contains("key_part postgresql absent", "sealed_picture postgresql absent");
        assertThat(delete(job).status()).isEqualTo(404);
    }

    // --- The rest ---

    @Test
    void aRecordThatTheSweeperSaysIsGoneIsSaidToBe() {
        String job = client.drawn(Jobs.quick());
        long later = receipt(job).path("iat").asLong() + 3600;

        redis.call("SET", "cleared:shapes:interactive", later * 1000 + " 28800000", "PX", "60000");
        List<String> swept = fates(receipt(job));
        List<String> sweptAndDeleted = fates(deleted(job));
        redis.call("DEL", "cleared:shapes:interactive");

        assertThat(swept).contains("sealed_prompt kafka absent");
        assertThat(sweptAndDeleted).contains("sealed_prompt kafka absent");
    }

    @Test
    void theSweeperNotesWhatItHasCleared() {
        client.drawn(Jobs.quick());

        Until.holds("it is noted", () -> redis.has("cleared:shapes:interactive"));
    }

    @Test
    void nobodyElseGetsOne() {
        String job = client.drawn(Jobs.quick());
        String path = "/v1/jobs/" + job + "/receipt";

        assertThat(system.someoneElse().get(path).code()).isEqualTo("job_not_found");
        assertThat(system.someoneElse()
                        .send("DELETE", "/v1/jobs/" + job, BodyPublishers.noBody(), "Accept", "application/jose")
                        .status())
                .isEqualTo(404);
        assertThat(system.stranger().get(path).status()).isEqualTo(401);
        assertThat(client.get("/v1/jobs/" + UUID.randomUUID() + "/receipt").code())
                .isEqualTo("job_not_found");
        assertThat(client.get("/v1/jobs/kanarienvogel/receipt").text()).doesNotContain("kanarienvogel");
    }

    @Test
    void itSaysNothingOfContentOwnerOrSettings() {
        String word = "kanari" + UUID.randomUUID().toString().replace("-", "");
        Map<String, Object> job = Jobs.of("negative_prompt", word, "steps", 2, "seed", 8_192_837_465L);

        String receipt = receipt(client.drawn(job)).toString();

        assertThat(receipt).doesNotContain(word, "8192837465", "circle", "shapes", "ddim", "local", "owner");
    }

    @Test
    void aJobThatIsDamagedHasNone() {
        String job = client.drawn(Jobs.quick());
        redis.call("HSET", "job:" + job, "spec", "{");

        assertThat(client.get("/v1/jobs/" + job + "/receipt").code()).isEqualTo("job_unreadable");

        assertThat(fates(deleted(job))).contains("key_part redis destroyed", "settings redis destroyed");
    }

    @Test
    void theKeysThatVerifyItComeAfterThoseThatAreSealedTo() throws ParseException {
        List<JWK> keys = publishedKeys().getKeys();

        assertThat(keys).extracting(JWK::getKeyUse).containsExactly(KeyUse.ENCRYPTION, KeyUse.SIGNATURE);
        SealingClient sealing = new SealingClient(client);
        String job = SealingClient.id();
        String toTheWrongKey = sealing.seal(
                sealing.header(job).keyID(keys.get(1).getKeyID()).build(), "{\"prompt\":\"x\"}".getBytes(UTF_8));
        assertThat(sealing.put(job, toTheWrongKey).code()).isEqualTo("unknown_kid");
    }

    private JsonNode receipt(String job) {
        return verified(client.get("/v1/jobs/" + job + "/receipt"));
    }

    private JsonNode deleted(String job) {
        return verified(delete(job));
    }

    private Answer delete(String job) {
        return client.send("DELETE", "/v1/jobs/" + job, BodyPublishers.noBody(), "Accept", "application/jose");
    }

    private JsonNode verified(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/jose"));
        assertThat(answer.header("Cache-Control")).contains("no-store");
        try {
            JWSObject jws = JWSObject.parse(answer.text());
            assertThat(jws.getHeader().getType().getType()).isEqualTo("darkroom-receipt");
            JWK key = publishedKeys().getKeyByKeyId(jws.getHeader().getKeyID());
            assertThat(jws.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
            return new JsonMapper().readTree(jws.getPayload().toString());
        } catch (ParseException | JOSEException | JsonProcessingException e) {
            throw new AssertionError("no receipt", e);
        }
    }

    private JWKSet publishedKeys() throws ParseException {
        return JWKSet.parse(client.get("/v1/keys").text());
    }

    private static List<String> fates(JsonNode receipt) {
        List<String> fates = new ArrayList<>();
        for (JsonNode holding : receipt.path("held")) {
            String number = holding.has("number") ? " " + holding.path("number").asInt() : "";
            fates.add(
                    holding.path("what").asText() + " " + holding.path("where").asText() + number + " "
                            + holding.path("state").asText());
        }
        return fates;
    }

    private static JsonNode held(JsonNode receipt, String what) {
        for (JsonNode holding : receipt.path("held")) {
            if (holding.path("what").asText().equals(what)) {
                return holding;
            }
        }
        throw new AssertionError("nothing is said of " + what);
    }
}
