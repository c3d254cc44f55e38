package io.darkroom.bench.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.core.thread.DaemonThreads;
import io.darkroom.local.ApiKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** Submits over REST, waits with {@code Prefer: wait}, and fetches the picture. Holds no thread while it waits. */
public final class RestClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int WAIT_SECONDS = 60;

    /** One thread, so that a client takes little of the cores that what it measures runs on. */
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newSingleThreadExecutor(new DaemonThreads("rest-client")))
            .build();

    private final URI url;
    private final ApiKey key;

    RestClient(URI url, ApiKey key) {
        this.url = url;
        this.key = key;
    }

    /**
     * A job from its submission to its picture.
     *
     * @param fields of the request's body
     * @return the PNG; fails if the job does not succeed within a minute
     */
    public CompletableFuture<byte[]> picture(Map<String, ?> fields) {
        return send(request("/v1/jobs")
                        .header("Content-Type", "application/json")
                        .header("Prefer", "wait=" + WAIT_SECONDS)
                        .POST(BodyPublishers.ofByteArray(bytes(fields)))
                        .build())
                .thenCompose(job ->
                        send(request("/v1/jobs/" + id(job) + "/images/0").GET().build()))
                .thenApply(HttpResponse::body);
    }

    /**
     * Submits a job and leaves it alone.
     *
     * @param fields of the request's body
     * @return its id
     */
    public CompletableFuture<String> submit(Map<String, ?> fields) {
        return send(request("/v1/jobs")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(bytes(fields)))
                        .build())
                .thenApply(answer -> json(answer).path("id").asText());
    }

    /** Reads how a job is. */
    public CompletableFuture<JsonNode> job(String id) {
        return send(request("/v1/jobs/" + id).GET().build()).thenApply(RestClient::json);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Map<String, ?> fields) {
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(HttpResponse<byte[]> answer) {
        JsonNode job = json(answer);
        if (!job.path("state").asText().equals("succeeded")) {
            throw new IllegalStateException("a job is " + job.path("state").asText());
        }
        return job.path("id").asText();
    }

    private static String code(HttpResponse<byte[]> problem) {
        try {
            return JSON.readTree(problem.body()).path("code").asText();
        } catch (IOException notJson) {
            return "without a code";
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + key.reveal());
    }

    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(answer -> {
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("the API answers " + answer.statusCode() + " " + code(answer));
            }
            return answer;
        });
    }
}
