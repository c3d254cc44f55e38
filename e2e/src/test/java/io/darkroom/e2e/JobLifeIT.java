package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Event;
import io.darkroom.e2e.system.Events;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job from its submission to its pictures. */
@ExtendWith(SharedSystem.class)
class JobLifeIT {
    private final Client client;

    JobLifeIT(RunningSystem system) {
        this.client = system.client();
    }

    @Test
    void anAcceptedJobTellsWhereItIs() {
        Answer answer = client.post("/v1/jobs", Jobs.quick());

        JsonNode job = answer.json();
        String self = "/v1/jobs/" + job.path("id").asText();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith(self));
        assertThat(job.path("state").asText()).isIn("accepted", "queued", "running", "succeeded");
        assertThat(job.path("model").asText()).isEqualTo("shapes");
        assertThat(job.path("images").asInt()).isEqualTo(1);
        assertThat(job.path("created_at").asText())
                .isLessThan(job.path("expires_at").asText());
        assertThat(job.path("links").path("self").asText()).isEqualTo(self);
        assertThat(job.path("links").path("events").asText()).isEqualTo(self + "/events");
        assertThat(job.path("links").path("images").path(0).asText()).isEqualTo(self + "/images/0");
    }

    @Test
    void takesWhatIsLeftOutFromTheModel() {
        JsonNode model = client.get("/v1/models").json().path("models").path(0);

        JsonNode job = client.post("/v1/jobs", Jobs.of()).json();

        assertThat(job.path("width")).isEqualTo(model.path("default_width"));
        assertThat(job.path("height")).isEqualTo(model.path("default_height"));
        assertThat(job.path("steps")).isEqualTo(model.path("default_steps"));
        assertThat(job.path("guidance_scale")).isEqualTo(model.path("default_guidance_scale"));
        assertThat(job.path("scheduler")).isEqualTo(model.path("default_scheduler"));
        assertThat(job.path("images").asInt()).isEqualTo(1);
        assertThat(job.path("lane").asText()).isEqualTo("interactive");
        assertThat(job.path("retain").asBoolean(true)).isFalse();
        assertThat(job.path("delivery").asText()).isEqualTo("ttl");
    }

    @Test
    void nullIsTheSameAsLeftOut() {
        Map<String, Object> nulls = Jobs.of();
        List.of("steps", "seed", "model", "retain", "lane").forEach(field -> nulls.put(field, null));

        JsonNode job = client.post("/v1/jobs", nulls).json();

        assertThat(job.path("steps").asInt()).isEqualTo(20);
    }

    @Test
    void drawsWhatItWasAskedFor() {
        String job = client.drawn(Jobs.of());

        Answer answer = client.picture(job, 0);

        Png picture = Png.of(answer.body());
        assertThat(answer.header("Content-Type")).contains("image/png");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Darkroom-Seed"))
                .hasValueSatisfying(seed -> assertThat(seed).matches("\\d+"));
        assertThat(picture.width()).isEqualTo(128);
        assertThat(picture.height()).isEqualTo(128);
        assertThat(picture.color(64, 64)).isEqualTo("red");
        assertThat(picture.color(2, 2)).isEqualTo("blue");
        assertThat(picture.chunks()).containsOnly("IHDR", "IDAT", "IEND");
    }

    @Test
    void drawsInTheSizeAskedFor() {
        String job = client.drawn(Jobs.of("width", 192, "height", 96, "steps", 2));

        Png picture = Png.of(client.picture(job, 0).body());

        assertThat(List.of(picture.width(), picture.height())).containsExactly(192, 96);
    }

    @Test
    void theSameSeedDrawsTheSamePicture() {
        String first = client.drawn(Jobs.of("seed", 7));
        String second = client.drawn(Jobs.of("seed", 7));

        Answer picture = client.picture(first, 0);

        assertThat(picture.header("Darkroom-Seed")).contains("7");
        assertThat(client.picture(second, 0).body()).isEqualTo(picture.body());
    }

    @Test
    void everyLaneDraws() {
        String bulk = client.drawn(Jobs.of("seed", 8, "lane", "bulk"));
        String interactive = client.drawn(Jobs.of("seed", 8, "lane", "interactive"));

        byte[] picture = client.picture(bulk, 0).body();

        assertThat(picture).isEqualTo(client.picture(interactive, 0).body());
    }

    @Test
    void everySchedulerOfTheModelDraws() {
        List<String> schedulers = StreamSupport.stream(
                        client.get("/v1/models")
                                .json()
                                .path("models")
                                .path(0)
                                .path("schedulers")
                                .spliterator(),
                        false)
                .map(JsonNode::asText)
                .toList();

        // In 20 steps PLMS leaves this prompt unfinished, and so it does in diffusers.
        List<String> jobs = schedulers.stream()
                .map(scheduler -> client.drawn(Jobs.of("scheduler", scheduler, "steps", 50, "seed", 42)))
                .toList();

        assertThat(jobs)
                .isNotEmpty()
                .allSatisfy(job -> assertThat(
                                Png.of(client.picture(job, 0).body()).color(64, 64))
                        .isEqualTo("red"));
    }

    @Test
    void pictureNumberIIsDrawnFromTheSeedPlusI() {
        String job = client.drawn(Jobs.of("seed", 41, "images", 3));
        String alone = client.drawn(Jobs.of("seed", 43));

        List<Answer> pictures =
                IntStream.range(0, 3).mapToObj(i -> client.picture(job, i)).toList();

        assertThat(pictures)
                .extracting(picture -> picture.header("Darkroom-Seed").orElse(""))
                .containsExactly("41", "42", "43");
        assertThat(pictures).extracting(Answer::body).doesNotHaveDuplicates();
        assertThat(Png.of(client.picture(alone, 0).body())
                        .isCloseTo(Png.of(pictures.get(2).body())))
                .isTrue();
    }

    @Test
    void theHighestSeedsCanBeUsed() {
        String job = client.drawn(Jobs.of("seed", Long.MAX_VALUE - 1, "images", 2, "steps", 2));

        Answer last = client.picture(job, 1);

        assertThat(last.header("Darkroom-Seed")).contains(Long.toString(Long.MAX_VALUE));
    }

    @Test
    void tellsHowItComesAlong() {
        String job = client.submit(Jobs.of("seed", 5, "images", 2, "steps", 60));

        List<Event> events;
        try (Events stream = Events.of(client, job)) {
            events = stream.rest();
        }

        assertThat(events).extracting(Event::name).containsOnly("state", "progress", "image", "end");
        assertThat(events.get(events.size() - 1).name()).isEqualTo("end");
        assertThat(events.get(events.size() - 1).data().path("state").asText()).isEqualTo("succeeded");
        assertThat(texts(events, "state", "state")).contains("running").endsWith("succeeded");
        assertThat(numbers(events, "progress", "step"))
                .hasSizeGreaterThan(1)
                .isSorted()
                .endsWith(60L);
        assertThat(numbers(events, "progress", "steps")).containsOnly(60L);
        assertThat(numbers(events, "image", "n")).containsExactly(0L, 1L);
        assertThat(numbers(events, "image", "seed")).containsExactly(5L, 6L);
        assertThat(texts(events, "image", "href"))
                .containsExactly("/v1/jobs/" + job + "/images/0", "/v1/jobs/" + job + "/images/1");
    }

    @Test
    void theEventsOfAJobThatIsDoneTellItsEnd() {
        String job = client.drawn(Jobs.quick());

        List<Event> events;
        try (Events stream = Events.of(client, job)) {
            events = stream.rest();
        }

        assertThat(events)
                .extracting(Event::name)
                .containsExactlyInAnyOrder("progress", "image", "state", "end")
                .endsWith("end");
    }

    @Test
    void aLookAtARunningJobShowsItsProgress() {
        String job = client.submit(Jobs.endless());
        try (Events stream = Events.of(client, job)) {
            Event unusedProgress = stream.first(event -> event.is("progress"));

            JsonNode view = client.get("/v1/jobs/" + job).json();

            assertThat(view.path("state").asText()).isEqualTo("running");
            assertThat(view.path("attempt").asInt()).isEqualTo(1);
            assertThat(view.path("progress").path("step").asInt()).isPositive();
            assertThat(view.path("progress").path("steps").asInt()).isEqualTo(150);
            assertThat(client.get("/v1/jobs/" + job + "/images/0").code()).isEqualTo("picture_not_ready");
        } finally {
            client.delete("/v1/jobs/" + job);
        }
    }

    @Test
    void jobsThatWaitKnowTheirPlaceAndTheirTime() {
        client.drawn(Jobs.quick());
        List<String> jobs =
                Stream.generate(() -> client.submit(Jobs.endless())).limit(5).toList();
        jobs.subList(0, 2).forEach(this::awaitProgress);

        List<JsonNode> views =
                jobs.stream().map(job -> client.get("/v1/jobs/" + job).json()).toList();

        jobs.forEach(job -> client.delete("/v1/jobs/" + job));
        assertThat(views)
                .extracting(view -> view.path("queue_position").asInt(-1))
                .containsExactly(-1, -1, 0, 1, 2);
        assertThat(views.subList(2, 5))
                .extracting(view -> view.path("eta_seconds").asDouble())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(views.get(0).path("eta_seconds").asDouble()).isPositive();
    }

    @Test
    void neverTellsThePromptOrTheSeedInAJobsView() {
        String job = client.drawn(Jobs.of("seed", 987654321, "negative_prompt", "green", "steps", 2));

        String view = client.get("/v1/jobs/" + job).everything();

        assertThat(view).doesNotContain("circle", "green", "987654321");
    }

    @Test
    void aCallerWhoWaitsGetsTheEndAtOnce() {
        Answer answer = client.post("/v1/jobs", Jobs.quick(), "Prefer", "wait=60");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("state").asText()).isEqualTo("succeeded");
    }

    @Test
    void aCallerWhoWaitsInVainGetsWhatThereIs() {
        Answer answer = client.post("/v1/jobs", Jobs.endless(), "Prefer", "respond-async, wait=1");

        assertThat(answer.status()).isEqualTo(202);
        client.delete("/v1/jobs/" + answer.json().path("id").asText());
    }

    @Test
    void theSameRequestSentAgainIsTheSameJob() {
        String key = UUID.randomUUID().toString();
        String job = client.post("/v1/jobs", Jobs.quick(), "Idempotency-Key", key)
                .json()
                .path("id")
                .asText();

        Answer again = client.post("/v1/jobs", Jobs.quick(), "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().path("id").asText()).isEqualTo(job);
    }

    @Test
    void anIdempotencyKeyCannotStandForTwoRequests() {
        String key = UUID.randomUUID().toString();
        client.post("/v1/jobs", Jobs.quick(), "Idempotency-Key", key);

        Answer other = client.post("/v1/jobs", Jobs.of("steps", 3), "Idempotency-Key", key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void listsTheOwnersJobsLatestFirst() {
        String first = client.submit(Jobs.quick());
        String second = client.submit(Jobs.quick());
        String third = client.submit(Jobs.quick());

        JsonNode jobs = client.get("/v1/jobs?limit=3").json().path("jobs");

        assertThat(jobs).extracting(job -> job.path("id").asText()).containsExactly(third, second, first);
    }

    private void awaitProgress(String job) {
        try (Events events = Events.of(client, job)) {
            Event unusedProgress = events.first(event -> event.is("progress"));
        }
    }

    private static List<String> texts(List<Event> events, String kind, String field) {
        return events.stream()
                .filter(event -> event.is(kind))
                .map(event -> event.data().path(field).asText())
                .toList();
    }

    private static List<Long> numbers(List<Event> events, String kind, String field) {
        return events.stream()
                .filter(event -> event.is(kind))
                .map(event -> event.data().path(field).asLong())
                .toList();
    }
}
