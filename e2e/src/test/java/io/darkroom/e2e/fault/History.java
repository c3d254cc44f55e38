package io.darkroom.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.testkit.Ledger;
import io.darkroom.testkit.Objection;
import io.darkroom.testkit.Redis;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A {@link Ledger} with a caller who submits, and a connection that hears every event. Fails when the ledger objects. */
public final class History implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    /** What became of a job, by the code of the answer that it is gone. */
    private static final Map<String, String> GONE = Map.of("job_deleted", "cancelled", "job_expired", "expired");

    private final Client client;
    private final Redis redis;
    private final Ledger ledger = new Ledger();
    private final Set<String> jobs = ConcurrentHashMap.newKeySet();
    private final Set<String> late = ConcurrentHashMap.newKeySet();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    private History(Client client, Redis redis) {
        this.client = client;
        this.redis = redis;
    }

    /** Begins to watch, for a caller with the run's own key. */
    public static History of(RunningSystem system) {
        return of(system, system.client());
    }

    /** Begins to watch, for a caller who owns the jobs. */
    static History of(RunningSystem system, Client owner) {
        History history = new History(owner, system.redis());
        history.watch();
        return history;
    }

    private void watch() {
        redis.call("SUBSCRIBE", "darkroom.events");
        Thread reader = new Thread(this::read, "history");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            while (true) {
                if (redis.await() instanceof List<?> message && message.size() == 3) {
                    JsonNode event = JSON.readTree(message.get(2).toString());
                    ledger.seen(event);
                    seen.add(new Seen(System.nanoTime(), event));
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
        accepted(id, (Integer) job.getOrDefault("images", 1));
        return id;
    }

    /** The same of a job whose deadline will pass before it is drawn. */
    String submitLate(Map<String, Object> job) {
        String id = submit(job);
        ledger.late(id);
        late.add(id);
        return id;
    }

    /** Deletes a job, however it stands, and answers from now on for nothing being left of it. */
    void delete(String job) {
        ledger.deleted(job);
        late.remove(job);
        Answer answer = client.delete("/v1/jobs/" + job);
        assertThat(answer.status()).as("%s", answer).isEqualTo(204);
    }

    /** Answers from now on for a job that was accepted. */
    void accepted(String id, int pictures) {
        ledger.accepted(id, pictures);
        jobs.add(id);
    }

    /** The first event of a job that {@code wanted} holds for, waited for. */
    Seen await(String job, String what, Predicate<Seen> wanted) {
        return Until.present(
                what + " of job " + job,
                () -> seen.stream()
                        .filter(event -> event.job().equals(job) && wanted.test(event))
                        .findFirst());
    }

    /** Waits until the job is being drawn. */
    void awaitDrawing(String job) {
        var unused = await(
                job, "progress", event -> event.event().path("kind").asText().equals("progress"));
    }

    /** The accepted jobs that no worker has begun, by what was seen. */
    Set<String> undrawn() {
        Set<String> undrawn = new HashSet<>(jobs);
        seen.stream().filter(event -> event.isState("running")).map(Seen::job).forEach(undrawn::remove);
        return undrawn;
    }

    /** The accepted jobs that have not ended, by what was seen. */
    Set<String> open() {
        return ledger.open();
    }

    /** Everything that was seen so far, first to last. */
    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Waits until the end of each of these was seen; returns when the last one was, by {@link System#nanoTime}. */
    long awaitEnds(Collection<String> wanted) {
        Until.holds("all jobs end", () -> wanted.stream().allMatch(ledger::hasEnded));
        Set<String> ended = Set.copyOf(wanted);
        return seen.stream()
                .filter(event -> ended.contains(event.job()) && event.isEnd())
                .mapToLong(Seen::nanos)
                .max()
                .orElseThrow();
    }

    /** Waits until every job has ended, then holds each to what was seen of it. */
    public void settle() {
        jobs.forEach(this::end);
        Until.holds(
                "the last events arrive",
                () -> jobs.stream().filter(job -> !late.contains(job)).allMatch(ledger::hasEnded));
        List<Objection> objections =
                jobs.stream().flatMap(job -> objections(job).stream()).toList();
        assertThat(objections).isEmpty();
    }

    private List<Objection> objections(String job) {
        return ledger.objections(
                job,
                end(job).split(":", 2)[0],
                picture -> client.get("/v1/jobs/" + job + "/images/" + picture).status() == 200);
    }

    /** How the jobs ended: job by job its state, and after a colon its code if it failed. */
    public Map<String, String> ends() {
        return jobs.stream().collect(Collectors.toMap(job -> job, this::end));
    }

    /** How these ended. */
    List<String> ends(Collection<String> some) {
        return some.stream().map(this::end).toList();
    }

    /** What its owner is told of its end, waited for. */
    private String end(String job) {
        return Until.present("the end of job " + job, () -> end(client.get("/v1/jobs/" + job)));
    }

    private static Optional<String> end(Answer answer) {
        if (answer.status() == 200) {
            JsonNode view = answer.json();
            String code = view.path("error").path("code").asText();
            return Optional.of(view.path("state").asText())
                    .filter(Seen.FINAL::contains)
                    .map(state -> state + (code.isEmpty() ? "" : ":" + code));
        }
        return Optional.ofNullable(GONE.get(answer.code()));
    }

    @Override
    public void close() {
        redis.close();
    }
}
