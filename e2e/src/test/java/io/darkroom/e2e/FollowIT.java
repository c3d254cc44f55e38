package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.ApiRun;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Event;
import io.darkroom.e2e.system.Events;
import io.darkroom.e2e.system.RawStream;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.ServiceRun;
import io.darkroom.e2e.system.SharedSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.testkit.Redis;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits for a job is told how it goes on, whatever becomes of connections, hints and servers. */
@ExtendWith(SharedSystem.class)
class FollowIT {
    private final RunningSystem system;
    private final Client client;

    FollowIT(RunningSystem system) {
        this.system = system;
        this.client = system.client();
    }

    @Test
    void aReaderWhoComesBackAfterEachEventMissesAndRepeatsNone() {
        String job = client.submit(Jobs.of("steps", 30, "images", 3));
        List<Event> heard = new ArrayList<>();
        String id = "";
        while (heard.isEmpty() || !heard.get(heard.size() - 1).is("end")) {
            try (Events events = Events.after(id, client, job)) {
                heard.add(events.next().orElseThrow());
                id = heard.get(heard.size() - 1).id();
            }
        }

        assertThat(heard).doesNotHaveDuplicates();
        assertThat(heard.stream().filter(event -> event.is("image")))
                .extracting(event -> event.data().path("n").asInt())
                .containsExactly(0, 1, 2);
        assertThat(heard.stream().filter(event -> event.is("end"))).hasSize(1);
        Answer after =
                client.send("GET", "/v1/jobs/" + job + "/events", BodyPublishers.noBody(), "Last-Event-ID", "end");
        assertThat(after.status()).as("which tells an EventSource to stay away").isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kanarienvogel", "1", "running.9.9.9.9.9", "succeeded.1.1.1.1"})
    void anIdOfNoStoryStartsItAnew(String id) {
        String job = client.drawn(Jobs.quick());

        List<Event> events;
        try (Events stream = Events.after(id, client, job)) {
            events = stream.rest();
        }

        assertThat(events).extracting(Event::name).containsExactly("progress", "image", "state", "end");
    }

    @Test
    void aHintThatIsLostCostsSecondsAndNoNews() {
        String job = client.submit(Jobs.endless());
        try (Events events = Events.of(client, job);
                Redis redis = system.redis()) {
            Event unusedProgress = events.first(event -> event.is("progress"));
            redis.call("CLIENT", "KILL", "TYPE", "pubsub");
            client.delete("/v1/jobs/" + job);

            Event end = events.first(event -> event.is("end"));

            assertThat(end.data().path("state").asText()).isEqualTo("cancelled");
        }
    }

    @Test
    void howeverOftenItsConnectionBreaksAnApiSubscribesOnce() {
        try (Redis redis = system.redis()) {
            String before = subscribers(redis);
            for (int breaks = 0; breaks < 3; breaks++) {
                redis.call("CLIENT", "KILL", "TYPE", "pubsub");
                Until.holds("it has subscribed again", () -> !subscribers(redis).equals("0"));
            }

            assertThat(subscribers(redis)).isEqualTo(before);
        }
    }

    private static String subscribers(Redis redis) {
        List<?> answer = (List<?>) Objects.requireNonNull(redis.call("PUBSUB", "NUMSUB", "darkroom.events"));
        return String.valueOf(answer.get(1));
    }

    @Test
    void aStreamOnWhichNothingHappensIsKeptAwake() {
        List<String> jobs =
                List.of(client.submit(Jobs.endless()), client.submit(Jobs.endless()), client.submit(Jobs.endless()));
        String path = "/v1/jobs/" + jobs.get(2) + "/events";
        try (RawStream stream =
                RawStream.open(client.url(), path, system.cluster().apiKey().reveal())) {
            stream.until("event:state");
            assertThat(stream.until(":")).as("nothing but a comment").noneMatch(line -> line.startsWith("event:"));
        } finally {
            jobs.forEach(job -> client.delete("/v1/jobs/" + job));
        }
    }

    @Test
    void anApiThatIsToldToStopSendsEveryoneElsewhereAndTakesNothingNew() {
        String key = system.someoneElsesKey();
        Client other = Client.withKey(client.url(), key);
        String job = other.submit(Jobs.endless());
        try (ApiRun api = ServiceRun.api(system).ready()) {
            Client leaving = api.client(key);
            CompletableFuture<Answer> waiting =
                    CompletableFuture.supplyAsync(() -> leaving.post("/v1/jobs", Jobs.endless(), "Prefer", "wait=60"));
            List<Event> rest;
            try (Events events = Events.of(leaving, job)) {
                Event unusedProgress = events.first(event -> event.is("progress"));
                Until.holds(
                        "both are accepted",
                        () -> other.get("/v1/jobs").json().path("jobs").size() == 2);
                api.terminate();
                rest = events.rest();
                assertThat(api.isReady()).isFalse();
                Answer refused = leaving.post("/v1/jobs", Jobs.quick());
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.code()).isEqualTo("shutting_down");
                assertThat(refused.header("Retry-After")).isPresent();
            }
            Event last = rest.get(rest.size() - 1);
            assertThat(last.name()).isEqualTo("reconnect");
            assertThat(last.data().path("href").asText()).isEqualTo("/v1/jobs/" + job + "/events");
            assertThat(waiting.join().status()).isEqualTo(202);
            api.process().onExit().join();

            try (Events elsewhere = Events.after(last.id(), other, job)) {
                other.delete("/v1/jobs/" + job);
                other.delete("/v1/jobs/" + waiting.join().json().path("id").asText());
                assertThat(elsewhere.rest())
                        .last()
                        .satisfies(end ->
                                assertThat(end.data().path("state").asText()).isEqualTo("cancelled"));
            }
        }
    }
}
