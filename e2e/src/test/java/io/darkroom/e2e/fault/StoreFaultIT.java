package io.darkroom.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.Jobs;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Until;
import io.darkroom.local.LocalCluster;
import io.darkroom.testkit.Redis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kafka, Redis and PostgreSQL restart, are away, full or slow under load. */
class StoreFaultIT extends WatchedSystem {
    private static final String RETAINED = "SELECT job_id, number FROM retained_image WHERE job_id = ?::uuid";

    private static final String UNDRAWN = "SELECT job_id FROM retained_job";

    private final LocalCluster cluster = faulty.system().cluster();
    private final Client client = faulty.client();

    /** Few slots, so that jobs wait in Kafka too when something breaks. */
    StoreFaultIT() {
        super(FaultySystem.withWorkers(2, settings -> settings.workerProperty("darkroom.worker.slots", "2")));
    }

    @Test
    void aRestartOfKafkaLosesNoJob() {
        List<String> jobs = busyWithSomeInKafka();

        cluster.kafka().stop();
        cluster.kafka().start();

        long back = System.nanoTime();
        jobs.add(accepted());
        long ended = history.awaitEnds(jobs);
        Bound.of("Kafka restarts: all jobs have ended, after it is back", Duration.ofSeconds(60))
                .holds(back, ended);
        settleWell();
    }

    @Tag("faults")
    @Test
    void aMinuteWithoutKafkaLosesNoJob() throws InterruptedException {
        List<String> jobs = busyWithSomeInKafka();

        cluster.kafka().stop();
        Answer refused = client.post("/v1/jobs", Jobs.quick());
        Thread.sleep(Duration.ofSeconds(60).toMillis());
        cluster.kafka().start();

        long back = System.nanoTime();
        assertThat(refused.code()).isEqualTo("queue_unavailable");
        jobs.add(accepted());
        long ended = history.awaitEnds(jobs);
        Bound.of("Kafka away for 60 s: all jobs have ended, after it is back", Duration.ofSeconds(60))
                .holds(back, ended);
        settleWell();
    }

    @Tag("faults")
    @Test
    void aLeaderThatMovesThereAndBackLosesNoJob() {
        try (SecondBroker second = SecondBroker.join(faulty.system())) {
            List<String> jobs = busyWithSomeInKafka();
            long begun = System.nanoTime();

            second.lead();
            jobs.addAll(faulty.load(history));
            second.giveBack();

            jobs.add(accepted());
            long ended = history.awaitEnds(jobs);
            Bound.of("leader moves to a second broker and back: all jobs have ended", Duration.ofSeconds(60))
                    .holds(begun, ended);
            settleWell();
        }
    }

    @Test
    void jobsThatWentWithRedisAreSaidToHaveAndThoseToBeKeptAndNewOnesAreDrawn() {
        List<String> jobs = busy();
        List<String> kept = jobs.stream().filter(this::isToBeKept).toList();
        jobs.removeAll(kept);

        cluster.redis().stop();
        cluster.redis().start();

        long back = System.nanoTime();
        history.close();
        history = History.of(faulty.system());
        List<Answer> answers =
                jobs.stream().map(job -> client.get("/v1/jobs/" + job)).toList();
        String next = accepted();
        long ended = history.awaitEnds(List.of(next));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as("%s", answer).isEqualTo(410);
            assertThat(answer.code()).isEqualTo("job_lost");
        });
        Bound.of("Redis restarts: the next job has ended, after it is back", Duration.ofSeconds(60))
                .holds(back, ended);
        settleWell();
        Until.holds("no job is to be kept any more", () -> rows(UNDRAWN).isEmpty());
        assertThat(kept)
                .isNotEmpty()
                .allSatisfy(job -> assertThat(rows(RETAINED, job)).isNotEmpty());
    }

    @Tag("faults")
    @Test
    void aFullRedisDelaysJobsAndLosesNone() throws InterruptedException {
        List<String> jobs = busy();
        try (Redis redis = faulty.system().redis()) {
            redis.call("CONFIG", "SET", "maxmemory", "1mb");
            Thread.sleep(Duration.ofSeconds(15).toMillis());
            Answer refused = client.post("/v1/jobs", Jobs.quick());

            redis.call("CONFIG", "SET", "maxmemory", "256mb");

            long room = System.nanoTime();
            assertThat(refused.code()).isEqualTo("channel_full");
            long ended = history.awaitEnds(jobs);
            Bound.of("Redis full for 15 s: all jobs have ended, after there is room", Duration.ofSeconds(60))
                    .holds(room, ended);
        }
        settleWell();
    }

    @Tag("faults")
    @Test
    void aSlowRedisLosesNoJob() {
        faulty.wayToRedis().delay(Duration.ofMillis(100));
        try {
            long slow = System.nanoTime();
            List<String> jobs = busy();

            long ended = history.awaitEnds(jobs);

            Bound.of("Redis 100 ms slow: all jobs have ended", Duration.ofSeconds(90))
                    .holds(slow, ended);
            settleWell();
        } finally {
            faulty.wayToRedis().delay(Duration.ZERO);
        }
    }

    @Tag("faults")
    @Test
    void retainedJobsThatFinishWithoutPostgresAreKeptWhenItIsBack() throws InterruptedException {
        List<String> jobs = busy();
        String kept =
                history.submit(Jobs.of("width", 64, "height", 64, "steps", 10, "images", 2, "retain", true, "seed", 5));

        cluster.postgres().stop();
        Thread.sleep(Duration.ofSeconds(20).toMillis());
        cluster.postgres().start();

        long back = System.nanoTime();
        jobs.add(kept);
        long ended = history.awaitEnds(jobs);
        Bound.of("PostgreSQL away for 20 s: all jobs have ended, after it is back", Duration.ofSeconds(60))
                .holds(back, ended);
        settleWell();
        assertThat(rows(RETAINED, kept)).hasSize(2);
    }

    /** As {@link #busy}, of which some wait in Kafka. */
    private List<String> busyWithSomeInKafka() {
        List<String> jobs = busy();
        assertThat(history.undrawn()).as("jobs in Kafka").isNotEmpty();
        return jobs;
    }

    /** One that is being drawn for some time, and twenty more. */
    private List<String> busy() {
        List<String> jobs = new ArrayList<>(List.of(faulty.victim(history)));
        jobs.addAll(faulty.load(history));
        return jobs;
    }

    /** A job that is submitted again until it is accepted, as callers do. */
    private String accepted() {
        Map<String, Object> job = Jobs.of("width", 64, "height", 64, "steps", 2);
        List<String> ids = new ArrayList<>();
        Until.holds("a job is accepted", () -> {
            Answer answer = client.post("/v1/jobs", job);
            if (answer.status() == 202) {
                ids.add(answer.json().path("id").asText());
            }
            return !ids.isEmpty();
        });
        history.accepted(ids.get(0), 1);
        return ids.get(0);
    }

    private boolean isToBeKept(String job) {
        try (Redis redis = faulty.system().redis()) {
            return "1".equals(redis.hash("job:" + job).get("retain"));
        }
    }

    private List<Map<String, String>> rows(String sql, Object... parameters) {
        return faulty.system().database().rows(sql, parameters);
    }

    private void settleWell() {
        history.settle();
        assertThat(history.ends().values()).containsOnly("succeeded");
    }
}
