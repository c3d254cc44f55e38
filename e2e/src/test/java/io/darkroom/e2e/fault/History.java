package io.darkroom.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Redis;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Everything accepted and everything seen: every event that Redis published, whoever made it. In the end it decides for each
 * job whether it ended, once and as told, and whether each of its pictures was handed over, once, and can be read.
 */
public final class History implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> FINAL = Set.of("succeeded", "failed", "expired", "cancelled");

    private final Client client;
    private final Redis redis;
    private final Map<String, Integer> pictures = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    private History(Client client, Redis redis) {
        this.client = client;
        this.redis = redis;
    }

    /** Begins to watch. */
    public static History of(RunningSystem system) {
        History history = new History(system.client(), system.redis());
        history.redis.call("SUBSCRIBE", "darkroom.events");
        Thread reader = new Thread(history::read, "history");
        reader.setDaemon(true);
        reader.start();
        return history;
    }

    private void read() {
        try {
            while (true) {
                if (redis.await() instanceof List<?> message && message.size() == 3) {
                    seen.add(new Seen(
                            System.nanoTime(), JSON.readTree(message.get(2).toString())));
                }
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException closed) {
            // The end of the watch.
        }
    }

    /** Submits a job that must be accepted, and answers for it from now on. */
    public String submit(Map<String, Object> job) {
        String id = client.submit(job);
        pictures.put(id, (Integer) job.getOrDefault("images", 1));
        return id;
    }

    /** The first event of a job that {@code wanted} holds for, waited for. */
    Seen await(String job, String what, Predicate<Seen> wanted) {
        return Until.present(what + " of job " + job, () -> first(job, wanted));
    }

    private Optional<Seen> first(String job, Predicate<Seen> wanted) {
        return events(job).stream().filter(wanted).findFirst();
    }

    private List<Seen> events(String job) {
        return seen.stream().filter(event -> event.job().equals(job)).toList();
    }

    /** Waits until the job is being drawn. */
    void awaitDrawing(String job) {
        var unused = await(
                job, "progress", event -> event.event().path("kind").asText().equals("progress"));
    }

    /** Waits until every job has ended, then holds each to what was seen of it. */
    public void settle() {
        pictures.keySet().forEach(client::ended);
        pictures.forEach(this::check);
    }

    private void check(String job, int images) {
        String state = client.ended(job).path("state").asText();
        List<String> ends =
                events(job).stream().map(Seen::state).filter(FINAL::contains).toList();
        assertThat(ends).as("how job %s ended", job).containsExactly(state);
        List<Integer> handedOver =
                events(job).stream().filter(Seen::isImage).map(Seen::number).toList();
        assertThat(handedOver).as("pictures of job %s", job).doesNotHaveDuplicates();
        if (state.equals("succeeded")) {
            assertThat(handedOver)
                    .as("pictures of job %s", job)
                    .containsExactlyElementsOf(
                            IntStream.range(0, images).boxed().toList());
            IntStream.range(0, images)
                    .forEach(number ->
                            assertThat(client.picture(job, number).body()).isNotEmpty());
        }
    }

    /** How the jobs ended: job by job its state, and after a colon its code if it failed. */
    public Map<String, String> ends() {
        return pictures.keySet().stream().collect(Collectors.toMap(job -> job, job -> {
            JsonNode view = client.ended(job);
            String code = view.path("error").path("code").asText();
            return view.path("state").asText() + (code.isEmpty() ? "" : ":" + code);
        }));
    }

    @Override
    public void close() {
        redis.close();
    }
}
