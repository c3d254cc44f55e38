package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.canary.Places;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Event;
import io.darkroom.e2e.system.Events;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.local.audit.job.Canaries;
import io.darkroom.local.audit.job.PictureCanary;
import io.darkroom.local.audit.place.Find;
import io.darkroom.local.audit.place.Findings;
import io.darkroom.local.audit.place.Place;
import io.darkroom.local.audit.place.Plant;
import io.darkroom.local.audit.place.Planted;
import io.darkroom.local.audit.search.Canary;
import io.darkroom.local.audit.search.Search;
import io.darkroom.testkit.Redis;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Submits jobs with words that are nowhere else, and looks for these words everywhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CanaryIT {
    private static final int SHORTEST_DEADLINE = 10;
    /** What goes in clear beside a sealed document with a picture. */
    private static final Object[] SIZED = {"steps", 5, "width", 64, "height", 64};

    private static final Object[] RETAINED = {"steps", 5, "width", 64, "height", 64, "retain", true};

    private final FileTime start = FileTime.from(Instant.now().minusSeconds(1));
    private final RunningSystem system = RunningSystem.withSlots(2);
    /** Before any of the words was made, and after most of the files that will not change any more. */
    private final FileTime ready = FileTime.from(Instant.now().minusSeconds(1));

    private final Client client = system.client();
    private final SealingClient sealing = new SealingClient(client);
    private final List<Canary> canaries = new ArrayList<>();

    @AfterAll
    void stop() {
        system.close();
    }

    Stream<Named<Place>> places() {
        return Places.of(system, start).stream().map(place -> Named.of(place.name(), place));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    @Order(1)
    void findsWhatIsPlantedInEveryForm(Place place) {
        for (Plant plant : place.plants()) {
            try (Planted planted = plant.put()) {
                Findings findings = new Findings();
                place.search(Search.of(List.of(planted.canary())), findings);

                assertThat(planted.missed(findings.finds())).as(plant.what()).isEmpty();
            }
        }
    }

    @Test
    @Order(2)
    void aWordThatNobodySaidIsNotFound() {
        Canary canary = Canary.ofText("never said", Canaries.freshWord());

        List<Find> finds = Places.search(Places.of(system, start), List.of(canary));

        assertThat(finds).isEmpty();
    }

    @Test
    @Order(3)
    void nothingLiesInClearWhileJobsWaitAndAreDrawn() {
        List<String> jobs = occupyTheWorker();
        jobs.add(client.submit(job("waiting")));
        jobs.add(client.submit(fromAPicture("waiting")));
        String sealed = SealingClient.id();
        assertThat(put(sealed, "waiting").status()).isEqualTo(202);
        jobs.add(sealed);

        List<Find> finds = search();

        assertThat(finds).isEmpty();
        jobs.forEach(job -> client.delete("/v1/jobs/" + job));
    }

    @Test
    @Order(4)
    void nothingIsLeftOfJobsThatWereDrawn() {
        String ordinary = client.drawn(job("ordinary"));
        keepInMind("ordinary", ordinary);
        String once = client.drawn(with(job("read once"), "delivery", "once"));
        keepInMind("read once", once);
        String deleted = client.drawn(job("deleted"));
        keepInMind("deleted", deleted);
        client.delete("/v1/jobs/" + deleted);
        String retained = client.drawn(with(job("retained"), "retain", true));
        keepInMind("retained", retained);
        String fromAPicture = client.drawn(fromAPicture("drawn"));
        keepInMind("from a picture", fromAPicture);
        client.drawn(with(fromAPicture("retained"), "retain", true));
        keepSealedInMind("sealed", sealing.drawn(document("sealed"), SIZED));
        keepSealedInMind("sealed, retained", sealing.drawn(document("sealed, retained"), RETAINED));
        String damaged = SealingClient.id();
        sealing.put(damaged, sealing.seal(damaged, "{\"prompt\": \"" + remembered("damaged document")));
        client.ended(damaged);
        system.database().run("CHECKPOINT");

        List<Find> finds = search();

        assertThat(finds).isEmpty();
    }

    @Test
    @Order(5)
    void nothingIsLeftOfJobsThatWereNotDrawn() {
        List<String> running = occupyTheWorker();
        String expired = client.submit(with(job("expired"), "deadline_seconds", SHORTEST_DEADLINE));
        String unreadable = client.submit(fromAPicture("unreadable"));
        String waiting = client.submit(with(fromAPicture("cancelled while waiting"), "retain", true));
        alterKey(unreadable);
        client.delete("/v1/jobs/" + waiting);
        Until.holds("the deadline", () -> client.get("/v1/jobs/" + expired).status() == 410);
        running.forEach(job -> client.delete("/v1/jobs/" + job));
        String failure = client.ended(unreadable).path("error").path("code").asText();

        List<Find> finds = search();

        assertThat(failure).isEqualTo("prompt_unreadable");
        assertThat(finds).isEmpty();
    }

    @Test
    @Order(6)
    void nothingIsLeftOfWhatWasRefused() {
        String word = remembered("refused");
        new BadRequests(word)
                .all()
                .forEach(request -> client.send(
                        "POST", "/v1/jobs", request.body(), request.headers().toArray(String[]::new)));
        client.post("/v1/jobs", with(fromAPicture("of another size than asked for"), "width", 128));
        Map<String, Object> damaged = fromAPicture("damaged");
        client.post("/v1/jobs", with(damaged, "init_image", damaged.get("init_image") + "AAAA"));
        client.post("/v1/jobs", with(fromAPicture("beside a mask that is none"), "mask", "AAAA"));
        String id = SealingClient.id();
        sealing.put(id, word);
        sealing.put(id, sealing.seal(id, "{}"), "prompt", word);
        sealing.put(
                id, sealing.seal(sealing.header(id).customParam("prompt", word).build(), new byte[1]));
        sealing.put(id, sealing.seal(sealing.header(id).keyID(word).build(), new byte[1]));
        sealing.put(id, sealing.seal(id, "{}"), "result_key", Map.of("kty", word));
        sealing.put(word, sealing.seal(id, "{}"));

        List<Find> finds = search();

        assertThat(finds).isEmpty();
    }

    @Test
    @Order(7)
    void nothingIsLeftOfWordsInTheWrongPartOfARequest() {
        String word = remembered("in the wrong part");
        client.get("/v1/jobs/" + word);
        client.get("/v1/jobs?limit=" + word);
        client.get("/" + word);
        client.send("GET", "/v1/models", BodyPublishers.noBody(), "Accept", "image/" + word, "User-Agent", word);
        client.post("/v1/jobs", Jobs.quick(), "Idempotency-Key", word);
        system.stranger().send("GET", "/v1/jobs", BodyPublishers.noBody(), "Authorization", "Bearer " + word);

        List<Find> finds = search();

        assertThat(finds).isEmpty();
    }

    private Answer put(String id, String kind) {
        return sealing.put(id, sealing.seal(id, sealing.withResultKey(document("sealed, " + kind))), SIZED);
    }

    /** What a client seals: words, a picture and a mask that are nowhere else. */
    private Map<String, Object> document(String kind) {
        Map<String, Object> document = fromAPicture(kind);
        document.remove("steps");
        return document;
    }

    private void keepSealedInMind(String kind, String job) {
        keepInMind(kind, sealing.picture(job, 0));
    }

    /** All slots of the lane are busy with jobs that do not end by themselves. */
    private List<String> occupyTheWorker() {
        int slots = client.get("/v1/models")
                .json()
                .path("models")
                .path(0)
                .path("slots")
                .asInt();
        List<String> jobs = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            Map<String, Object> job = job("running " + slot);
            job.putAll(Map.of("steps", 150, "width", 256, "height", 256, "images", 16));
            jobs.add(client.submit(job));
        }
        jobs.forEach(job -> {
            try (Events events = Events.of(client, job)) {
                Event unusedProgress = events.first(event -> event.is("progress"));
            }
        });
        return jobs;
    }

    private void alterKey(String job) {
        try (Redis redis = system.redis()) {
            String part = redis.content("key:" + job).get(0);
            String altered = (part.startsWith("A") ? "B" : "A") + part.substring(1);
            redis.call("SET", "key:" + job, altered, "KEEPTTL");
        }
    }

    private Map<String, Object> job(String kind) {
        String prompt = "a red circle, " + remembered("prompt, " + kind);
        return Jobs.of("steps", 5, "prompt", prompt, "negative_prompt", "vögel " + remembered("negative, " + kind));
    }

    /** A job with a picture and a mask that are nowhere else, neither their files nor their pixels. */
    private Map<String, Object> fromAPicture(String kind) {
        Map<String, Object> job = with(job(kind + ", from a picture"), "init_image", noise("picture sent, " + kind));
        return with(job, "mask", noise("mask sent, " + kind));
    }

    private String noise(String kind) {
        byte[] file = PictureCanary.noise(64, 64);
        canaries.addAll(PictureCanary.of(kind, file));
        return Pictures.base64(file);
    }

    private static Map<String, Object> with(Map<String, Object> job, String field, Object value) {
        job.put(field, value);
        return job;
    }

    /** Its pictures must not be found either, before they are read or after. */
    private void keepInMind(String kind, String job) {
        keepInMind(kind, client.picture(job, 0).body());
    }

    private void keepInMind(String kind, byte[] picture) {
        canaries.add(PictureCanary.ofFile("picture, " + kind, picture));
    }

    private String remembered(String kind) {
        String word = Canaries.freshWord();
        canaries.add(Canary.ofText(kind, word));
        return word;
    }

    private List<Find> search() {
        return Places.search(Places.of(system, start), Search.since(ready, canaries));
    }
}
