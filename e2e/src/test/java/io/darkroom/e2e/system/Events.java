package io.darkroom.e2e.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The events of one job, as they come. */
public final class Events implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Stream<String> stream;
    private final Iterator<String> lines;

    private Events(Stream<String> stream) {
        this.stream = stream;
        this.lines = stream.iterator();
    }

    /** Begins to follow {@code job}. */
    public static Events of(Client client, String job) {
        return open(client, job);
    }

    /** Goes on to follow {@code job} after the event of this id. */
    public static Events after(String id, Client client, String job) {
        return open(client, job, "Last-Event-ID", id);
    }

    private static Events open(Client client, String job, String... headers) {
        HttpRequest.Builder request =
                client.request("/v1/jobs/" + job + "/events").header("Accept", "text/event-stream");
        HttpResponse<Stream<String>> answer = client.exchange(
                (headers.length == 0 ? request : request.headers(headers)).GET().build(), BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new AssertionError("events: " + answer.statusCode());
        }
        return new Events(answer.body());
    }

    /** The next event that {@code wanted} holds for; those before it are passed over. */
    public Event first(Predicate<Event> wanted) {
        while (true) {
            Event event = next().orElseThrow(() -> new AssertionError("the stream ended before the event came"));
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    /** All that come until the stream ends. */
    public List<Event> rest() {
        List<Event> events = new ArrayList<>();
        for (Optional<Event> event = next(); event.isPresent(); event = next()) {
            events.add(event.get());
        }
        return events;
    }

    /** The next event; empty if the stream has ended. */
    public Optional<Event> next() {
        String id = "";
        String name = "message";
        StringBuilder data = new StringBuilder();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("event:")) {
                name = line.substring("event:".length()).strip();
            } else if (line.startsWith("id:")) {
                id = line.substring("id:".length()).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring("data:".length()));
            } else if (line.isEmpty() && data.length() > 0) {
                return Optional.of(event(id, name, data.toString()));
            }
        }
        return Optional.empty();
    }

    private static Event event(String id, String name, String data) {
        try {
            return new Event(id, name, JSON.readTree(data));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
