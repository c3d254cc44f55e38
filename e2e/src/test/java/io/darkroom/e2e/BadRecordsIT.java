package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.Topics;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.testkit.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records and values that nobody of ours has written: refused by a code, counted, and the next job is drawn. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRecordsIT {
    private static final String CANARY = "kanarienvogel";
    private static final String TOPIC = Topics.jobs("shapes", Lane.INTERACTIVE);

    private final RunningSystem system = RunningSystem.withSlots(1);
    private final Client client = system.client();
    private final Redis redis = system.redis();

    @AfterAll
    void stop() {
        redis.close();
        system.close();
    }

    static Stream<Arguments> recordsThatNameNoJob() {
        return Stream.of(
                Arguments.of("no key", null, CANARY),
                Arguments.of("a key that is no id", CANARY, CANARY),
                Arguments.of("a key that is not UTF-8", "\u00ff\u00fe" + CANARY, CANARY),
                Arguments.of("an id in capitals", UUID.randomUUID().toString().toUpperCase(ROOT), CANARY),
                Arguments.of("10 MB", CANARY, CANARY.repeat(10_000_000 / CANARY.length())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordsThatNameNoJob")
    void aRecordThatNamesNoJobIsRefusedAndTheNextIsDrawn(String what, @Nullable String key, String value) {
        double before = refused("no_job");

        send(key == null ? null : key.getBytes(ISO_8859_1), value);

        assertRefused("no_job", before);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("no seal", CANARY),
                Arguments.of("a header cut short", "eyJhbGciOiJFQ0RILUVTK0EyNTZLVyIs"),
                Arguments.of("another format", "{\"prompt\": \"" + CANARY + "\"}"),
                Arguments.of("another version", seal("darkroom-prompt-2", "k", "JOB")),
                Arguments.of("an unknown key", seal("darkroom-prompt", CANARY, "JOB")),
                Arguments.of(
                        "another job's header",
                        seal("darkroom-prompt", "KID", UUID.randomUUID().toString())),
                Arguments.of("content that is not ours", seal("darkroom-prompt", "KID", "JOB")),
                Arguments.of("10 MB", CANARY.repeat(10_000_000 / CANARY.length())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void aRecordThatDoesNotOpenFailsItsJobAndTheNextIsDrawn(String what, String body) {
        String job = waitingJob();
        double before = refused("prompt_unreadable");

        send(job.getBytes(UTF_8), filled(body, job));

        assertRefused("prompt_unreadable", before);
        JsonNode view = client.get("/v1/jobs/" + job).json();
        assertThat(view.path("state").asText()).isEqualTo("failed");
        assertThat(view.path("error").path("code").asText()).isEqualTo("prompt_unreadable");
        assertThat(redis.has("key:" + job)).isFalse();
    }

    @Test
    void aRecordInAnotherLanesTopicIsRefusedAndItsJobWaitsOn() {
        String job = waitingJob();
        double before = refused("foreign_record");

        send(Topics.jobs("shapes", Lane.BULK), job.getBytes(UTF_8), CANARY);

        assertRefused("foreign_record", before);
        assertThat(client.get("/v1/jobs/" + job).json().path("state").asText()).isEqualTo("queued");
        client.delete("/v1/jobs/" + job);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec", "deadline", "attempt", "state"})
    void aDamagedJobIsToldAsSuchAndCanBeDeleted(String field) {
        String job = waitingJob();
        redis.call("HSET", "job:" + job, field, "{\"" + CANARY);

        for (String rest : new String[] {"", "/events", "/images/0"}) {
            assertGone(client.get("/v1/jobs/" + job + rest), "job_unreadable");
        }
        assertThat(client.get("/v1/jobs").status()).isEqualTo(200);
        assertThat(client.delete("/v1/jobs/" + job).status()).isEqualTo(204);
        assertGone(client.get("/v1/jobs/" + job), "job_deleted");
        assertThat(redis.has("key:" + job)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec", "deadline", "attempt"})
    void aDamagedJobFailsAndTheNextIsDrawn(String field) {
        String job = waitingJob();
        redis.call("HSET", "job:" + job, field, field.equals("spec") ? "{\"model\": \"sha" : CANARY);
        double before = refused("job_unreadable");

        send(job.getBytes(UTF_8), CANARY);

        assertRefused("job_unreadable", before);
        assertThat(redis.hash("job:" + job)).containsEntry("state", "failed").containsEntry("code", "job_unreadable");
    }

    @Test
    void aJobThatIsNoHashIsNobodysAndTheNextIsDrawn() {
        String job = UUID.randomUUID().toString();
        redis.call("SET", "job:" + job, CANARY, "PX", "600000");
        redis.call("SET", "key:" + job, CANARY, "PX", "600000");
        assertThat(client.get("/v1/jobs/" + job).code()).isEqualTo("job_not_found");
        double before = refused("job_unreadable");

        send(job.getBytes(UTF_8), CANARY);

        assertRefused("job_unreadable", before);
        assertThat(redis.keys("*" + job + "*")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "cut"})
    void aKeyPartOfTheWrongTypeOrCutShortFailsItsJob(String damage) {
        String job = waitingJob();
        if (damage.equals("list")) {
            redis.call("DEL", "key:" + job);
            redis.call("LPUSH", "key:" + job, "part");
        } else {
            redis.call("SET", "key:" + job, "pa", "PX", "600000");
        }
        String code = damage.equals("list") ? "job_unreadable" : "prompt_unreadable";
        double before = refused(code);

        send(job.getBytes(UTF_8), filled(seal("darkroom-prompt", "KID", "JOB"), job));

        assertRefused(code, before);
        assertThat(client.get("/v1/jobs/" + job)
                        .json()
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo(code);
    }

    /** Counted and logged by its code; nothing of it is in the log; the same worker draws the next job. */
    private void assertRefused(String code, double before) {
        Until.holds("it is counted", () -> refused(code) == before + 1);
        client.drawn(Jobs.quick());
        assertThat(log()).contains(code).doesNotContain(CANARY, CANARY.toUpperCase(ROOT));
    }

    private static void assertGone(Answer answer, String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(410);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.everything()).doesNotContain(CANARY, "Exception", "at io.");
    }

    /** Of the caller's, in Redis alone: its record is what the test makes of it. */
    private String waitingJob() {
        String real = client.drawn(Jobs.quick());
        Map<String, String> model = redis.hash("job:" + real);
        String job = UUID.randomUUID().toString();
        String now = Long.toString(System.nanoTime() / 1_000_000);
        String far = "33333333333333";
        redis.call(
                "HSET",
                "job:" + job,
                "state",
                "queued",
                "owner",
                model.getOrDefault("owner", ""),
                "spec",
                model.getOrDefault("spec", ""),
                "created",
                now,
                "deadline",
                far,
                "retain",
                "0");
        redis.call("PEXPIRE", "job:" + job, "600000");
        redis.call("SET", "key:" + job, "p".repeat(54), "PX", "600000");
        return job;
    }

    /** Sealed by somebody who knows the format but no key. */
    private static String seal(String type, String keyId, String job) {
        String header = "{\"alg\":\"ECDH-ES+A256KW\",\"enc\":\"A256GCM\",\"kid\":\"" + keyId + "\",\"typ\":\"" + type
                + "\",\"jid\":\"" + job + "\",\"epk\":{\"kty\":\"EC\",\"crv\":\"P-256\","
                + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}}";
        return header + "\n" + "i".repeat(16) + "." + "c".repeat(342) + "." + "t".repeat(22);
    }

    private String filled(String body, String job) {
        int end = body.indexOf('\n');
        if (end < 0) {
            return body;
        }
        String keyId =
                client.get("/v1/keys").json().path("keys").path(0).path("kid").asText();
        String header = body.substring(0, end).replace("KID", keyId).replace("JOB", job);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8)) + ".."
                + body.substring(end + 1);
    }

    private void send(byte @Nullable [] key, String value) {
        send(TOPIC, key, value);
    }

    private void send(String topic, byte @Nullable [] key, String value) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", system.cluster().kafkaBootstrap(), "max.request.size", 20_000_000, "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(new ProducerRecord<>(topic, key, value.getBytes(UTF_8)));
        }
    }

    private double refused(String code) {
        String line = "darkroom_worker_records_refused_total{code=\"" + code + "\"} ";
        return system.management("worker-1")
                .get("/q/metrics")
                .text()
                .lines()
                .filter(text -> text.startsWith(line))
                .mapToDouble(text -> Double.parseDouble(text.substring(line.length())))
                .findFirst()
                .orElseThrow();
    }

    private String log() {
        try {
            return Files.readString(system.data().resolve("logs").resolve("worker-1.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
