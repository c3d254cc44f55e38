package io.darkroom.local.audit.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.local.ApiKey;
import io.darkroom.local.LocalFailure;
import io.darkroom.local.audit.place.Heard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A caller of the REST API who keeps every word that it says. */
public final class Caller {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration JOB_LIMIT = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final String TYPE = "Content-Type";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI url;
    private final ApiKey key;
    private final Heard answers = new Heard("answers", "text/plain", this::ask);
    private final Heard events = new Heard("events", "text/event-stream", this::listen);

    /** A caller at {@code url} with {@code key}. */
    public Caller(URI url, ApiKey key) {
        this.url = url;
        this.key = key;
    }

    /** All answers, with their headers. */
    public Heard answers() {
        return answers;
    }

    /** All streams of events. */
    public Heard events() {
        return events;
    }

    /** {@code GET}. */
    Reply get(String path) {
        return send("GET", path, new byte[0]);
    }

    /** {@code DELETE}. */
    Reply delete(String path) {
        return send("DELETE", path, new byte[0]);
    }

    /** A request with a JSON object in its body. */
    Reply send(String method, String path, Map<String, ?> body) {
        try {
            return send(method, path, JSON.writeValueAsBytes(body), TYPE, "application/json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any request; {@code headers} are pairs of name and value. */
    Reply send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = request(url.resolve(path)).method(method, BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return reply(method + " " + path, request.build());
    }

    private void ask(URI address) {
        var unused = reply("GET " + address.getPath(), request(address).build());
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(LIMIT).header("Authorization", "Bearer " + key.reveal());
    }

    private Reply reply(String what, HttpRequest request) {
        HttpResponse<byte[]> answer = exchange(request, BodyHandlers.ofByteArray());
        boolean picture = answer.headers().firstValue(TYPE).orElse("").startsWith("image/");
        String where = what + ", answered " + answer.statusCode();
        answers.keep(where + ", headers", headers(answer));
        if (!picture) {
            answers.keep(where, answer.body());
        }
        return new Reply(answer.statusCode(), answer.body());
    }

    private static byte[] headers(HttpResponse<?> answer) {
        return answer.headers().map().toString().getBytes(UTF_8);
    }

    /** How the job stands once it has ended; its events are heard meanwhile. */
    JsonNode ended(String job) {
        long end = System.nanoTime() + JOB_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            listen(job, "end");
            Reply reply = get("/v1/jobs/" + job);
            String state = reply.json().path("state").asText();
            if (reply.status() == 410
                    || List.of("succeeded", "failed", "expired").contains(state)) {
                return reply.json();
            }
            pause();
        }
        throw new LocalFailure("job " + job + " does not end");
    }

    /** Returns once the job is being drawn, or has ended. */
    void begun(String job) {
        listen(job, "progress");
    }

    private void listen(String job, String last) {
        listen(url.resolve("/v1/jobs/" + job + "/events"), last);
    }

    private void listen(URI address) {
        listen(address, "");
    }

    private void listen(URI address, String last) {
        HttpRequest request =
                request(address).header("Accept", "text/event-stream").build();
        HttpResponse<InputStream> answer = exchange(request, BodyHandlers.ofInputStream());
        events.keep("GET " + address.getPath() + ", headers", headers(answer));
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try (InputStream stream = answer.body()) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int octet = stream.read(); octet >= 0; octet = stream.read()) {
                heard.write(octet);
                line.write(octet);
                if (octet == '\n') {
                    if (isEvent(line.toString(UTF_8), last)) {
                        break;
                    }
                    line.reset();
                }
            }
        } catch (IOException brokenOff) {
            // What was said is heard; whoever waits for the end looks again.
        }
        events.keep("GET " + address.getPath(), heard.toByteArray());
    }

    private static boolean isEvent(String line, String name) {
        return !name.isEmpty() && line.strip().replace(" ", "").equals("event:" + name);
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new LocalFailure("the API does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("interrupted", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("interrupted", e);
        }
    }

    /** Status and body; it does not print the body. */
    static final class Reply {
        private final int status;
        private final byte[] body;

        private Reply(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        int status() {
            return status;
        }

        byte[] body() {
            return body;
        }

        /** An empty object if it is none. */
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException notJson) {
                return JSON.createObjectNode();
            }
        }

        /** The same, which must be of this status. */
        Reply must(int expected, String what) {
            if (status != expected) {
                throw new LocalFailure(what + ": the API answered " + status + " "
                        + json().path("code").asText(""));
            }
            return this;
        }
    }
}
