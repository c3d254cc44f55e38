package io.darkroom.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A caller of the REST API. */
public final class Client {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> FINAL = Set.of("succeeded", "failed", "expired");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private final URI url;
    private final Optional<String> key;

    private Client(URI url, Optional<String> key) {
        this.url = url;
        this.key = key;
    }

    /** A caller at {@code url} who has this API key. */
    public static Client withKey(URI url, String key) {
        return new Client(url, Optional.of(key));
    }

    /** A caller at {@code url} who has none. */
    public static Client withoutKey(URI url) {
        return new Client(url, Optional.empty());
    }

    /** Where the API is. */
    public URI url() {
        return url;
    }

    /** {@code GET}. */
    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** {@code HEAD}. */
    public Answer head(String path) {
        return send(request(path).method("HEAD", BodyPublishers.noBody()));
    }

    /** {@code DELETE}. */
    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** {@code POST} of a JSON object; {@code headers} are pairs of name and value. */
    public Answer post(String path, Map<String, ?> body, String... headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(json(body)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** {@code PUT} of a JSON object. */
    public Answer put(String path, Map<String, ?> body) {
        return send(
                request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofByteArray(json(body))));
    }

    /** Any other request; {@code headers} are pairs of name and value. */
    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = request(path).method(method, body);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Submits a job that must be accepted; returns its id. */
    public String submit(Map<String, ?> job) {
        Answer answer = post("/v1/jobs", job);
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    /** Waits until the job has ended; returns how it stands then. */
    public JsonNode ended(String job) {
        return Until.present(
                "the end of job " + job,
                () -> Optional.of(get("/v1/jobs/" + job))
                        .filter(answer -> answer.status() == 200)
                        .map(Answer::json)
                        .filter(view -> FINAL.contains(view.path("state").asText())));
    }

    /** Submits a job and waits until it has its pictures; returns its id. */
    public String drawn(Map<String, ?> job) {
        String id = submit(job);
        assertThat(ended(id).path("state").asText()).isEqualTo("succeeded");
        return id;
    }

    /** A picture that must be there. */
    public Answer picture(String job, int number) {
        Answer answer = get("/v1/jobs/" + job + "/images/" + number);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    /** A request to {@code path} with the caller's key. */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofMinutes(3));
        key.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    /** Sends what {@link #request} made. */
    <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Answer send(HttpRequest.Builder request) {
        return new Answer(exchange(request.build(), BodyHandlers.ofByteArray()));
    }

    private static byte[] json(Map<String, ?> body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
