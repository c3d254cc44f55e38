package io.darkroom.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.e2e.Jobs;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.ApiRun;
import io.darkroom.e2e.system.AtOnce;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.KilledApi;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.ServiceRun;
import io.darkroom.e2e.system.Until;
import io.darkroom.testkit.Redis;
import io.darkroom.testkit.RedisProxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An API dies, or its Redis is slow, in the middle of a submission: the caller who asks again gets one job, which is drawn. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiFaultIT {
    /** A job that is not on Kafka after 30 s never will be: then the same request takes its place. */
    private static final Duration LONGEST_SEND = Duration.ofSeconds(30);

    private final FaultySystem faulty = FaultySystem.withWorkers(2, settings -> settings);
    private final RunningSystem system = faulty.system();
    private String key = system.someoneElsesKey();
    private Client client = Client.withKey(system.cluster().url(), key);
    private History history = History.of(system, client);

    @BeforeEach
    void watchAnotherOwner() {
        history.close();
        key = system.someoneElsesKey();
        client = Client.withKey(system.cluster().url(), key);
        history = History.of(system, client);
    }

    @AfterEach
    void endWatch() {
        history.close();
    }

    @AfterAll
    void stop() {
        faulty.close();
    }

    @Test
    void anApiKilledBetweenKafkaAndTheAnswerLeavesOneJobForWhoAsksAgain() {
        String request = UUID.randomUUID().toString();
        List<String> load = faulty.load(history);

        long killed = KilledApi.afterKafka(system, key, api -> send(api, request));
        Answer again = again(request);

        Bound.of("API SIGKILL after Kafka has the job: who asks again is told", LONGEST_SEND.plusSeconds(5))
                .holds(killed, System.nanoTime());
        settleWith(load, again);
        assertThat(id(again(request))).isEqualTo(id(again));
    }

    @Tag("faults")
    @Test
    void anApiKilledBeforeKafkaHasTheJobLeavesTheRequestToWhoAsksAgain() {
        String request = UUID.randomUUID().toString();
        List<String> load;
        long killed;
        try (Redis redis = system.redis();
                ApiRun api = ServiceRun.api(system).ready()) {
            load = faulty.load(history);
            long jobs = redis.keys("job:*").size();
            system.cluster().kafka().stop();
            try {
                CompletableFuture<Answer> unanswered = later(api.client(key), request);
                Until.holds("it is noted", () -> redis.keys("job:*").size() > jobs);
                killed = System.nanoTime();
                api.kill();
                assertThat(unanswered).failsWithin(Duration.ofMinutes(1));
            } finally {
                system.cluster().kafka().start();
            }
        }
        assertThat(send(client, request).code())
                .as("nobody can know yet whether Kafka has it")
                .isEqualTo("request_in_progress");

        Answer again = again(request);

        Bound.of("API SIGKILL before Kafka has the job: who asks again is told", LONGEST_SEND.plusSeconds(5))
                .holds(killed, System.nanoTime());
        settleWith(load, again);
    }

    @Test
    void theSameRequestTwoHundredTimesAtOnceIsOneJob() {
        String request = UUID.randomUUID().toString();
        List<String> load = faulty.load(history);

        long begun = System.nanoTime();
        List<Answer> answers = AtOnce.times(200, () -> send(client, request));

        Bound.of("the same request 200 times at once: all are answered", Duration.ofSeconds(30))
                .holds(begun, System.nanoTime());
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as("%s", answer).isIn(202, 409))
                .filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> {
                    assertThat(answer.code()).isEqualTo("request_in_progress");
                    assertThat(answer.header("Retry-After")).isPresent();
                });
        List<Answer> accepted =
                answers.stream().filter(answer -> answer.status() == 202).toList();
        assertThat(accepted.stream().map(ApiFaultIT::id).distinct()).hasSize(1);
        settleWith(load, accepted.get(0));
        assertThat(client.ended(id(accepted.get(0))).path("attempt").asInt()).isEqualTo(1);
    }

    @Test
    void aSlowRedisMakesTheApiSlowAndNothingElse() {
        try (RedisProxy proxy = RedisProxy.slow(system.cluster().redisPort(), Duration.ofMillis(100));
                ApiRun api = apiBehind(proxy)) {
            Client slow = api.client(key);

            List<Answer> answers = AtOnce.times(20, () -> slow.post("/v1/jobs", Jobs.quick(), "Prefer", "wait=60"));

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).as("%s", answer).isEqualTo(200);
                String job = answer.json().path("id").asText();
                assertThat(slow.picture(job, 0).body()).isNotEmpty();
            });
        }
    }

    private ApiRun apiBehind(RedisProxy proxy) {
        return ServiceRun.api(system).set("quarkus.redis.hosts", proxy.url()).ready();
    }

    private static CompletableFuture<Answer> later(Client caller, String request) {
        return CompletableFuture.supplyAsync(() -> send(caller, request));
    }

    /** Asks as a caller should who was told that the same request is in progress. */
    private Answer again(String request) {
        return Until.present(
                "an answer", () -> Optional.of(send(client, request)).filter(answer -> answer.status() == 202));
    }

    private static Answer send(Client caller, String request) {
        return caller.post("/v1/jobs", Jobs.quick(), "Idempotency-Key", request);
    }

    private static String id(Answer accepted) {
        return accepted.json().path("id").asText();
    }

    /** The owner has these jobs and no other, and all of them are drawn. */
    private void settleWith(List<String> load, Answer accepted) {
        history.accepted(id(accepted), 1);
        history.settle();
        assertThat(history.ends().values()).containsOnly("succeeded");
        JsonNode jobs = client.get("/v1/jobs?limit=100").json().path("jobs");
        assertThat(jobs.findValuesAsText("id"))
                .hasSize(load.size() + 1)
                .containsAll(load)
                .contains(id(accepted));
    }
}
