package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.AtOnce;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Event;
import io.darkroom.e2e.system.Events;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.testkit.Redis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** More is asked for than there is room, time or a share for: it is refused at once, with the limit, and nothing of it stays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionIT {
    /** Of {@link Jobs#endless}, in megapixel-steps, rounded up. */
    private static final int ENDLESS = 158;

    private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");

    private final RunningSystem system = RunningSystem.start(settings -> settings.workers(1)
            .apiProperty("darkroom.api.max-in-flight", "2")
            .apiProperty("darkroom.api.work-per-minute", "1")
            .apiProperty("darkroom.api.work-at-once", Integer.toString(5 * ENDLESS))
            .apiProperty("darkroom.api.max-wait", "PT2S"));

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    void anOwnerHasSoManyJobsAtATime() {
        Client owner = system.someoneElse();
        // One in each lane, so that each has a slot left.
        Map<String, Object> bulk = Jobs.endless();
        bulk.put("lane", "bulk");
        List<String> jobs = List.of(owner.submit(Jobs.endless()), owner.submit(bulk));
        jobs.forEach(job -> awaitProgress(owner, job));

        Answer refused = owner.post("/v1/jobs", Jobs.quick());
        Answer other = system.someoneElse().post("/v1/jobs", Jobs.quick());

        assertLimited(refused, "too_many_jobs");
        assertThat(refused.json().path("limit").asInt()).isEqualTo(2);
        assertThat(other.status()).as("of another owner: %s", other).isEqualTo(202);
        jobs.forEach(job -> owner.delete("/v1/jobs/" + job));
        owner.drawn(Jobs.quick());
        owner.drawn(Jobs.quick());
        owner.drawn(Jobs.quick());
    }

    @Test
    void theLimitHoldsForJobsThatComeAtTheSameMoment() {
        Client owner = system.someoneElse();

        List<Answer> answers = AtOnce.times(30, () -> owner.post("/v1/jobs", Jobs.endless()));

        List<String> accepted = answers.stream()
                .filter(answer -> answer.status() == 202)
                .map(answer -> answer.json().path("id").asText())
                .toList();
        assertThat(accepted).hasSizeBetween(1, 2);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 202)
                .allSatisfy(answer -> assertThat(answer.code()).isIn("too_many_jobs", "queue_too_long"));
        accepted.forEach(job -> owner.delete("/v1/jobs/" + job));
    }

    @Test
    void metricsCountRefusalsByCodeAndNameNoOwner() {
        Client owner = system.someoneElse();

        Answer refused = owner.post("/v1/jobs", Jobs.of("steps", 0));

        String metrics = system.management("api").get("/q/metrics").text();
        assertThat(metrics).contains("darkroom_api_refusals_total{", "\"" + refused.code() + "\"");
        assertThat(system.database().rows("SELECT owner FROM api_key WHERE owner LIKE 'owner-%'"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(metrics).doesNotContain(row.get("owner")));
    }

    @Test
    void anOwnerPutsInSoMuchWorkAndGetsItBackInTime() {
        Client owner = system.someoneElse();
        for (int i = 0; i < 5; i++) {
            owner.delete("/v1/jobs/" + owner.submit(Jobs.endless()));
        }

        Answer refused = owner.post("/v1/jobs", Jobs.endless());

        assertLimited(refused, "too_much_work");
        assertThat(refused.json().path("limit").asInt()).isEqualTo(1);
        assertThat(refused.json().path("limit_at_once").asInt()).isEqualTo(5 * ENDLESS);
        assertThat(owner.post("/v1/jobs", Jobs.quick()).status())
                .as("what is small fits into what is left")
                .isEqualTo(202);
    }

    @Test
    void aJobThatWouldWaitTooLongIsRefusedWithTheEstimate() {
        Client owner = system.someoneElse();
        owner.drawn(Jobs.quick());
        Map<Client, String> accepted = new HashMap<>();

        // Each from another owner, until all slots are busy.
        Answer refused = Until.present("a refusal", () -> refusal(accepted));

        accepted.forEach((other, job) -> other.delete("/v1/jobs/" + job));
        assertLimited(refused, "queue_too_long");
        assertThat(refused.json().path("limit").asInt()).isEqualTo(2);
        assertThat(refused.json().path("estimate_seconds").asInt()).isGreaterThan(2);
        assertThat(accepted).isNotEmpty();
        assertThat(owner.post("/v1/jobs", Jobs.quick()).status())
                .as("once the slots are free")
                .isEqualTo(202);
    }

    private Optional<Answer> refusal(Map<Client, String> accepted) {
        Client owner = system.someoneElse();
        Answer answer = owner.post("/v1/jobs", Jobs.endless());
        if (answer.status() != 202) {
            return Optional.of(answer);
        }
        accepted.put(owner, answer.json().path("id").asText());
        return Optional.empty();
    }

    @Test
    void aNearlyFullChannelTakesNothingInAndLosesNothing() {
        Client owner = system.someoneElse();
        String before = owner.drawn(Jobs.quick());
        try (Redis redis = system.redis()) {
            redis.call("CONFIG", "SET", "maxmemory", Long.toString(used(redis) * 10 / 9));
            Until.holds(
                    "the API sees it",
                    () -> owner.post("/v1/jobs", Jobs.quick()).code().equals("channel_full"));
            Set<String> jobs = jobs(redis);

            Answer refused = owner.post("/v1/jobs", Jobs.quick());

            Set<String> after = jobs(redis);
            giveRoom(redis);
            assertFull(refused);
            assertThat(after).isEqualTo(jobs);
        }
        assertThat(owner.picture(before, 0).body()).isNotEmpty();
    }

    @Test
    void whatRedisItselfRefusesLeavesNothing() {
        Client owner = system.someoneElse();
        String key = UUID.randomUUID().toString();
        owner.drawn(Jobs.quick());
        try (Redis redis = system.redis()) {
            Set<String> jobs = jobs(redis);
            // Some of these come while the API still remembers that there was room.
            redis.call("CONFIG", "SET", "maxmemory", "1mb");

            List<Answer> answers = IntStream.range(0, 20)
                    .mapToObj(i -> owner.post("/v1/jobs", Jobs.quick(), "Idempotency-Key", key))
                    .toList();

            Set<String> after = jobs(redis);
            Set<String> idempotencyKeys = Set.copyOf(redis.keys("idem:*"));
            giveRoom(redis);
            assertThat(answers).allSatisfy(AdmissionIT::assertFull);
            assertThat(after).isEqualTo(jobs);
            assertThat(idempotencyKeys).isEmpty();
        }
    }

    private static void assertLimited(Answer answer, String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(429);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
        assertThat(answer.everything()).doesNotContain("circle");
    }

    private static void assertFull(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("channel_full");
        assertThat(answer.header("Retry-After")).isPresent();
    }

    private static void awaitProgress(Client owner, String job) {
        try (Events events = Events.of(owner, job)) {
            Event unusedProgress = events.first(event -> event.is("progress"));
        }
    }

    /** Returns once the API has seen that there is. */
    private void giveRoom(Redis redis) {
        Client owner = system.someoneElse();
        redis.call("CONFIG", "SET", "maxmemory", "256mb");
        Until.holds(
                "there is room again",
                () -> owner.post("/v1/jobs", Jobs.quick()).status() == 202);
    }

    /** Ids of the jobs that Redis has any key of. */
    private static Set<String> jobs(Redis redis) {
        return redis.keys("job:*").stream().collect(Collectors.toSet());
    }

    private static long used(Redis redis) {
        Matcher used = USED.matcher(String.valueOf(redis.call("INFO", "memory")));
        assertThat(used.find()).isTrue();
        return Long.parseLong(used.group(1));
    }
}
