package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.crypto.PictureSeal;
import io.darkroom.core.crypto.SealingKeys;
import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.AtOnce;
import io.darkroom.e2e.system.BrokenRead;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Event;
import io.darkroom.e2e.system.Events;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.testkit.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is left of a job, and when: nothing that its owner did not ask for. */
@ExtendWith(SharedSystem.class)
class ErasureIT {
    private static final Duration TOMBSTONE = Duration.ofHours(1);
    private static final String ROWS = "SELECT * FROM retained_image WHERE job_id = ?";

    private final RunningSystem system;
    private final Client client;
    private final Redis redis;

    ErasureIT(RunningSystem system) {
        this.system = system;
        this.client = system.client();
        this.redis = system.redis();
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    @Test
    void theKeyOfAPromptGoesWithTheLastPicture() {
        String job = client.drawn(Jobs.quick());

        List<String> keys = redis.keys("*" + job + "*");

        assertThat(keys).containsExactly("image:" + job + ":0", "job:" + job);
    }

    @Test
    void everyKeyInRedisHasATimeToLive() {
        client.post(
                "/v1/jobs", Jobs.quick(), "Idempotency-Key", UUID.randomUUID().toString());
        client.drawn(Jobs.quick());
        String running = client.submit(Jobs.endless());

        List<String> keys = redis.keys();

        assertThat(keys)
                .isNotEmpty()
                .allSatisfy(key -> assertThat(redis.timeToLive(key)).as(key).isNotEqualTo(-1));
        client.delete("/v1/jobs/" + running);
    }

    @Test
    void jobsOfWhichNothingIsKnownLeaveTheListOfTheirOwner() {
        Client owner = system.someoneElse();
        String job = owner.submit(Jobs.endless());
        String list = "jobs:" + redis.hash("job:" + job).get("owner");
        for (int forgotten = 0; forgotten < 6; forgotten++) {
            redis.call(
                    "ZADD", list, Integer.toString(forgotten), UUID.randomUUID().toString());
        }

        String second = owner.submit(Jobs.endless());
        String third = owner.submit(Jobs.endless());

        assertThat(redis.content(list))
                .filteredOn(text -> JobId.parse(text).isPresent())
                .containsExactlyInAnyOrder(job, second, third);
        List.of(job, second, third).forEach(one -> owner.delete("/v1/jobs/" + one));
    }

    @Test
    void whatLimitsRememberOfAnOwnerGoesByItself() {
        List<String> before = redis.keys();
        Map<String, Object> job = Jobs.endless();
        job.put("deadline_seconds", 60);
        job.put("ttl_seconds", 10);
        Client owner = system.someoneElse();
        String id = owner.submit(job);
        String inFlight = redis.keys("inflight:*").stream()
                .filter(key -> !before.contains(key))
                .findFirst()
                .orElseThrow();
        String work = inFlight.replace("inflight:", "work:");

        assertThat(redis.timeToLive(inFlight))
                .isBetween(1L, Duration.ofSeconds(60 + 10).plus(TOMBSTONE).toMillis());
        Until.holds("its share is whole again", () -> !redis.has(work));
        owner.delete("/v1/jobs/" + id);
    }

    @Test
    void aPictureToBeReadOnceIsGoneOnceItIsRead() {
        String job = client.drawn(Jobs.of("delivery", "once", "steps", 2));
        String path = "/v1/jobs/" + job + "/images/0";
        assertThat(client.head(path).status()).isEqualTo(200);
        assertThat(client.head(path).status()).as("a look erases nothing").isEqualTo(200);
        Answer first = client.get(path);
        Until.holds("it is erased", () -> client.get(path).status() == 410);
        Answer second = client.get(path);

        assertThat(first.status()).isEqualTo(200);
        assertThat(Png.of(first.body()).width()).isEqualTo(128);
        assertThat(second.code()).isEqualTo("picture_gone");
        assertThat(client.head(path).status()).isEqualTo(410);
        assertThat(redis.keys("*:" + job + ":*")).isEmpty();
    }

    @Test
    void ofManyWhoReadAPictureToBeReadOnceAtTheSameTimeOneGetsIt() {
        String job = client.drawn(Jobs.of("delivery", "once", "steps", 2));

        List<Answer> answers = AtOnce.times(20, () -> client.get("/v1/jobs/" + job + "/images/0"));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).isSubsetOf(200, 409, 410);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("picture_being_read"));
    }

    @Test
    void aPictureToBeReadOnceIsStillThereAfterABrokenRead() {
        String job = client.drawn(Jobs.of("delivery", "once", "steps", 2));
        byte[] large = plantLargePicture(job);
        String path = "/v1/jobs/" + job + "/images/0";

        try (BrokenRead read =
                BrokenRead.begin(client.url(), path, system.cluster().apiKey().reveal())) {
            Until.holds("it is lent", () -> redis.has("reading:" + job + ":0"));
            Answer meanwhile = client.get(path);
            assertThat(meanwhile.status()).isEqualTo(409);
            assertThat(meanwhile.code()).isEqualTo("picture_being_read");
        }

        Until.holds("it is nobody's any more", () -> !redis.has("reading:" + job + ":0"));
        assertThat(client.picture(job, 0).body()).isEqualTo(large);
        Until.holds("it is erased", () -> client.get(path).status() == 410);
    }

    /** Larger than what the kernel takes off a server's hands, which would be as good as read. */
    private byte[] plantLargePicture(String job) {
        byte[] octets = new byte[12_000_000];
        new SplittableRandom(1).nextBytes(octets);
        try {
            Path keys = system.data().resolve("keys").resolve("delivery.pub.jwks");
            String sealed = PictureSeal.seal(
                    SealingKeys.read(keys), JobId.parse(job).orElseThrow(), 0, PictureBytes.takingOver(octets.clone()));
            redis.call("SET", "image:" + job + ":0", sealed, "EX", "600");
            return octets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anAcknowledgedPictureIsGoneAndTheOthersAreNot() {
        String job = client.drawn(Jobs.of("images", 2, "steps", 2));
        String path = "/v1/jobs/" + job + "/images/0";

        Answer erased = client.delete(path);

        assertThat(erased.status()).isEqualTo(204);
        assertThat(client.get(path).code()).isEqualTo("picture_gone");
        assertThat(client.delete(path).status()).as("again").isEqualTo(204);
        assertThat(client.picture(job, 1).body()).isNotEmpty();
        assertThat(system.someoneElse().delete(path).status()).isEqualTo(404);
        assertThat(redis.keys("image:" + job + "*")).containsExactly("image:" + job + ":1");
    }

    @Test
    void anErasedPictureIsGoneFromTheLibraryToo() {
        String job = client.drawn(Jobs.of("images", 2, "steps", 2, "retain", true));

        client.delete("/v1/jobs/" + job + "/images/0");

        assertThat(system.database().rows(ROWS, UUID.fromString(job))).hasSize(1);
        assertThat(client.get("/v1/jobs/" + job + "/images/0").status()).isEqualTo(410);
        client.delete("/v1/jobs/" + job);
    }

    @Test
    void aDeletedJobIsGoneWithItsPictures() {
        String job = client.drawn(Jobs.quick());

        Answer deleted = client.delete("/v1/jobs/" + job);

        assertThat(deleted.status()).isEqualTo(204);
        assertGone(job);
        assertThat(client.delete("/v1/jobs/" + job).status()).isEqualTo(204);
        assertThat(client.get("/v1/jobs").text()).doesNotContain(job);
    }

    @Test
    void aJobDeletedWhileItIsDrawnEndsAndFreesItsWorker() {
        List<String> jobs = List.of(client.submit(Jobs.endless()), client.submit(Jobs.endless()));
        jobs.forEach(this::awaitProgress);

        jobs.forEach(job -> client.delete("/v1/jobs/" + job));

        jobs.forEach(this::assertGone);
        client.drawn(Jobs.quick());
        jobs.forEach(this::assertGone);
    }

    @Test
    void aJobDeletedWhileItWaitsIsNeverDrawn() {
        List<String> before = List.of(client.submit(Jobs.endless()), client.submit(Jobs.endless()));
        before.forEach(this::awaitProgress);
        String waiting = client.submit(Jobs.quick());
        assertThat(client.get("/v1/jobs/" + waiting)
                        .json()
                        .path("queue_position")
                        .asInt(-1))
                .isNotNegative();

        client.delete("/v1/jobs/" + waiting);

        assertGone(waiting);
        before.forEach(job -> client.delete("/v1/jobs/" + job));
        client.drawn(Jobs.quick());
        assertGone(waiting);
    }

    @Test
    void whoFollowsAJobIsToldThatItWasDeleted() {
        String job = client.submit(Jobs.endless());
        try (Events events = Events.of(client, job)) {
            Event unusedProgress = events.first(event -> event.is("progress"));

            client.delete("/v1/jobs/" + job);

            Event end = events.first(event -> event.is("end"));
            assertThat(end.data().path("state").asText()).isEqualTo("cancelled");
        }
    }

    @Test
    void aJobThatIsNotToBeKeptReachesNoTable() {
        String job = client.drawn(Jobs.quick());

        List<Map<String, String>> rows = system.database().rows(ROWS, UUID.fromString(job));

        assertThat(rows).isEmpty();
    }

    @Test
    void aRetainedPictureLiesSealedInTheLibrary() {
        String job = client.drawn(Jobs.of("retain", true, "seed", 987654321, "images", 2, "steps", 2));

        List<Map<String, String>> rows = system.database().rows(ROWS, UUID.fromString(job));

        assertThat(rows).hasSize(2).allSatisfy(row -> {
            assertThat(row)
                    .containsOnlyKeys(
                            "id",
                            "job_id",
                            "number",
                            "owner",
                            "model",
                            "width",
                            "height",
                            "key_id",
                            "sealed_picture",
                            "sealed_seed",
                            "created_at");
            assertThat(row.get("sealed_picture")).matches("[\\w-]+(\\.[\\w-]+){4}");
            assertThat(row.get("sealed_seed")).matches("[\\w-]+(\\.[\\w-]+){4}");
            assertThat(row.toString()).doesNotContain("circle", "987654321", "iVBORw0KGgo");
        });
        client.delete("/v1/jobs/" + job);
    }

    @Test
    void aRetainedPictureOutlivesRedis() {
        String job = client.drawn(Jobs.of("retain", true, "seed", 3));
        Answer before = client.picture(job, 0);
        loseRedis();

        Answer after = client.picture(job, 0);

        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.header("Darkroom-Seed")).contains("3");
        assertThat(system.someoneElse().get("/v1/jobs/" + job + "/images/0").status())
                .isEqualTo(404);
        client.delete("/v1/jobs/" + job);
    }

    @Test
    void aRetainedPictureIsGoneOnceItsJobIsDeleted() {
        String job = client.drawn(Jobs.of("retain", true, "steps", 2));

        Answer deleted = client.delete("/v1/jobs/" + job);

        assertThat(deleted.status()).isEqualTo(204);
        assertGone(job);
        assertThat(system.database().rows(ROWS, UUID.fromString(job))).isEmpty();
    }

    @Test
    void aRetainedPictureCanBeDeletedAfterRedisForgotItsJob() {
        String job = client.drawn(Jobs.of("retain", true, "steps", 2));
        loseRedis();

        Answer deleted = client.delete("/v1/jobs/" + job);

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(system.database().rows(ROWS, UUID.fromString(job))).isEmpty();
        assertThat(client.get("/v1/jobs/" + job + "/images/0").status()).isEqualTo(404);
    }

    @Test
    void aRetainedJobDeletedWhileItIsDrawnKeepsNothing() {
        Map<String, Object> job = Jobs.endless();
        job.put("retain", true);
        List<String> jobs = List.of(client.submit(job), client.submit(job));
        jobs.forEach(this::awaitProgress);

        jobs.forEach(id -> client.delete("/v1/jobs/" + id));

        client.drawn(Jobs.quick());
        assertThat(jobs)
                .allSatisfy(id -> assertThat(system.database().rows(ROWS, UUID.fromString(id)))
                        .isEmpty());
    }

    @Test
    void anEphemeralJobIsGoneWithRedisAndTheApiSaysSo() {
        String job = client.drawn(Jobs.quick());
        loseRedis();

        Answer answer = client.get("/v1/jobs/" + job + "/images/0");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("job_not_found");
    }

    private void awaitProgress(String job) {
        try (Events events = Events.of(client, job)) {
            Event unusedProgress = events.first(event -> event.is("progress"));
        }
    }

    /** What a restart of Redis does; the workers announce themselves again by and by. */
    private void loseRedis() {
        redis.call("FLUSHALL");
        // The API remembers for a moment who was there.
        Until.holds(
                "a worker has announced itself", () -> !redis.keys("worker:*").isEmpty());
        Until.holds(
                "a worker is known again",
                () -> !client.get("/v1/models").json().path("models").isEmpty());
    }

    private void assertGone(String job) {
        assertThat(client.get("/v1/jobs/" + job).code()).isEqualTo("job_deleted");
        assertThat(client.get("/v1/jobs/" + job).status()).isEqualTo(410);
        assertThat(client.get("/v1/jobs/" + job + "/images/0").status()).isEqualTo(410);
        assertThat(redis.keys("*" + job + "*")).containsExactly("job:" + job);
        assertThat(redis.hash("job:" + job).keySet()).isNotEmpty().allMatch(Tombstone::mayHold);
    }
}
