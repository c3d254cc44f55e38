package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.canary.Places;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Event;
import io.darkroom.e2e.system.Events;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.local.audit.place.Find;
import io.darkroom.local.audit.search.Canary;
import io.darkroom.testkit.Redis;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A job whose pictures are to be kept survives Redis, and until it has ended alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetainedJobIT {
    private static final String ROWS = "SELECT * FROM retained_job WHERE job_id = ?::uuid";
    private static final String PICTURES = "SELECT number FROM retained_image WHERE job_id = ?::uuid";

    private final RunningSystem system = RunningSystem.withSlots(1);
    private final Client client = system.client();

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    void aJobToBeKeptThatWaitsIsDrawnAlthoughRedisWasLostAndAnotherIsNot() {
        String endless = drawing(Jobs.endless());
        String other = client.submit(Jobs.quick());
        String kept = client.submit(Jobs.of("steps", 2, "retain", true, "seed", 7));
        assertThat(rows(kept)).hasSize(1);
        try (Events events = Events.of(client, kept)) {
            loseRedis();

            Event end = events.first(event -> event.is("end"));

            assertThat(end.data().path("state").asText()).isEqualTo("succeeded");
        }
        Answer picture = client.picture(kept, 0);
        assertThat(picture.body()).isNotEmpty();
        assertThat(picture.header("Darkroom-Seed")).contains("7");
        assertThat(rows(kept)).isEmpty();
        assertThat(pictures(kept)).hasSize(1);
        assertThat(List.of(client.get("/v1/jobs/" + endless), client.get("/v1/jobs/" + other)))
                .extracting(Answer::code)
                .containsOnly("job_lost");
    }

    @Test
    void aJobToBeKeptThatIsBeingDrawnWhenRedisIsLostIsDrawnAgain() {
        String kept = drawing(Jobs.of("steps", 100, "width", 256, "height", 256, "images", 2, "retain", true));

        loseRedis();

        Answer afterwards = Until.present(
                "the end of a job that was lost",
                () -> Optional.of(client.get("/v1/jobs/" + kept))
                        .filter(answer -> answer.status() != 503)
                        .filter(answer -> answer.status() != 200
                                || answer.json().path("state").asText().equals("succeeded")));
        assertThat(afterwards.status()).as("%s", afterwards).isEqualTo(200);
        assertThat(client.picture(kept, 1).body()).isNotEmpty();
        assertThat(pictures(kept)).hasSize(2);
        assertThat(rows(kept)).isEmpty();
    }

    @Test
    void aJobThatIsDeletedDoesNotComeBackWhenRedisIsLost() {
        String endless = drawing(Jobs.endless());
        String deleted = client.submit(Jobs.of("retain", true));
        Client other = system.someoneElse();
        String refusal = other.delete("/v1/jobs/" + deleted).code();
        assertThat(refusal)
                .as("that of an id that never was")
                .isEqualTo(other.delete("/v1/jobs/" + UUID.randomUUID()).code())
                .isNotEmpty();
        assertThat(rows(deleted)).hasSize(1);

        assertThat(client.delete("/v1/jobs/" + deleted).status()).isEqualTo(204);

        assertThat(rows(deleted)).isEmpty();
        loseRedis();
        Until.holds(
                "nothing is known of both",
                () -> List.of(deleted, endless).stream()
                        .allMatch(job -> client.get("/v1/jobs/" + job).code().equals("job_lost")));
    }

    @Test
    void nothingIsLeftOfAJobThatFailsOrExpires() {
        String endless = drawing(Jobs.endless());
        String expired = client.submit(Jobs.of("retain", true, "deadline_seconds", 10));
        String unreadable = client.submit(Jobs.of("retain", true));
        assertThat(rows(expired)).hasSize(1);
        assertThat(rows(unreadable)).hasSize(1);
        alterKey(unreadable);

        Until.holds("the row of what has expired goes", () -> rows(expired).isEmpty());
        client.delete("/v1/jobs/" + endless);

        String failure = client.ended(unreadable).path("error").path("code").asText();
        assertThat(failure).isEqualTo("prompt_unreadable");
        Until.holds("the row of what has failed goes", () -> rows(unreadable).isEmpty());
        assertThat(client.get("/v1/jobs/" + expired).status()).isEqualTo(410);
    }

    @Test
    void theKeyPartOfAJobToBeKeptIsInNoLogOfTheDatabase() {
        String endless = drawing(Jobs.endless());
        String kept = client.submit(Jobs.of("retain", true));
        String second = client.submit(Jobs.of("retain", true));
        String part = Objects.requireNonNull(rows(kept).get(0).get("key_part"));
        system.database().run("ANALYZE retained_job");
        String logged = "logged " + UUID.randomUUID();
        system.database().run("CREATE TABLE logged (words text)");
        system.database().run("INSERT INTO logged VALUES (?)", logged);

        List<Find> finds = Places.search(
                Places.of(system.data().resolve("postgres").resolve("pg_wal")),
                List.of(Canary.ofText("key part", part), Canary.ofText("what is logged", logged)));

        assertThat(finds).isNotEmpty().extracting(find -> find.canary().name()).containsOnly("what is logged");
        system.database().run("DROP TABLE logged");
        List.of(kept, second, endless).forEach(job -> client.delete("/v1/jobs/" + job));
    }

    @Test
    void theDatabaseGathersNoStatisticsOfWhatIsToBeDestroyed() {
        String endless = drawing(Jobs.endless());
        List<String> kept = List.of(client.submit(Jobs.of("retain", true)), client.submit(Jobs.of("retain", true)));

        system.database().run("ANALYZE retained_job");
        system.database().run("ANALYZE retained_image");

        assertThat(system.database().columnsWithStatistics("retained_job"))
                .containsExactlyInAnyOrder("created_at", "deadline");
        assertThat(system.database().columnsWithStatistics("retained_image"))
                .doesNotContain("sealed_picture", "sealed_seed");
        kept.forEach(job -> client.delete("/v1/jobs/" + job));
        client.delete("/v1/jobs/" + endless);
    }

    @Test
    void nothingIsLeftInTheFileOfTheRowsOnceTheLastJobHasEnded() {
        String endless = drawing(Jobs.endless());
        List<String> kept = List.of(client.submit(Jobs.of("retain", true)), client.submit(Jobs.of("retain", true)));
        assertThat(system.database().size("retained_job")).isPositive();

        kept.forEach(job -> client.delete("/v1/jobs/" + job));
        client.delete("/v1/jobs/" + endless);

        Until.holds("the file is empty", () -> system.database().size("retained_job") == 0);
    }

    /** A job that is being drawn. */
    private String drawing(Map<String, Object> job) {
        Until.holds(
                "a worker is there",
                () -> !client.get("/v1/models").json().path("models").isEmpty());
        String id = client.submit(job);
        try (Events events = Events.of(client, id)) {
            Event unusedProgress = events.first(event -> event.is("progress"));
        }
        return id;
    }

    private void loseRedis() {
        system.cluster().redis().stop();
        system.cluster().redis().start();
    }

    private void alterKey(String job) {
        try (Redis redis = system.redis()) {
            String part = redis.content("key:" + job).get(0);
            String altered = (part.startsWith("A") ? "B" : "A") + part.substring(1);
            redis.call("SET", "key:" + job, altered, "KEEPTTL");
        }
    }

    private List<Map<String, String>> rows(String job) {
        return system.database().rows(ROWS, job);
    }

    private List<Map<String, String>> pictures(String job) {
        return system.database().rows(PICTURES, job);
    }
}
