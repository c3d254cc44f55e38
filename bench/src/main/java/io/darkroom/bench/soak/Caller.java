package io.darkroom.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A caller of the API as callers should be: patient, and with an idempotency key for every submission. Thread-safe. */
final class Caller {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long REST_MILLIS = 500;
    /** What tells a caller to come again. */
    private static final Set<Integer> PASSING = Set.of(409, 429, 503);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final SoakedSystem system;
    private final Duration patience;
    private final Map<String, Integer> unexpected = new ConcurrentHashMap<>();

    /** Asks again for so long. */
    Caller(SoakedSystem system, Duration patience) {
        this.system = system;
        this.patience = patience;
    }

    /** Submits a job, again and again until it is accepted; returns its id, or nothing if it never was. */
    Optional<String> submit(Map<String, ?> job) throws InterruptedException {
        HttpRequest request = request("/v1/jobs")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(bytes(job)))
                .build();
        return answer(request)
                .filter(answer -> answer.statusCode() == 202)
                .map(answer -> json(answer).path("id").asText());
    }

    /** The state that the API tells of a job; empty if it knows of none. */
    String state(String job) throws InterruptedException {
        return answer(request("/v1/jobs/" + job).GET().build())
                .map(answer -> state(answer.statusCode(), json(answer)))
                .orElse("");
    }

    private static String state(int status, JsonNode body) {
        if (status == 200) {
            return body.path("state").asText();
        }
        return switch (body.path("code").asText()) {
            case "job_expired" -> "expired";
            case "job_deleted" -> "cancelled";
            default -> "";
        };
    }

    /** Deletes a job, again and again until that is answered; then nothing of it is to be had any more. */
    void delete(String job) throws InterruptedException {
        var unusedAnswer = answer(request("/v1/jobs/" + job).DELETE().build());
    }

    /** Whether a picture is given out. */
    boolean canRead(String job, int picture) throws InterruptedException {
        return answer(request("/v1/jobs/" + job + "/images/" + picture).GET().build())
                .filter(answer -> answer.statusCode() == 200 && answer.body().length > 0)
                .isPresent();
    }

    /** Answers that no caller should get, by status and code, and how often they came. */
    Map<String, Integer> unexpected() {
        return Map.copyOf(unexpected);
    }

    private Optional<HttpResponse<byte[]>> answer(HttpRequest request) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            try {
                HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
                if (answer.statusCode() / 100 == 5 && answer.statusCode() != 503) {
                    unexpected.merge(
                            answer.statusCode() + " "
                                    + json(answer).path("code").asText(),
                            1,
                            Integer::sum);
                } else if (!PASSING.contains(answer.statusCode())) {
                    return Optional.of(answer);
                }
            } catch (IOException away) {
                // The API was killed, or is not back yet.
            }
            Thread.sleep(REST_MILLIS);
        }
        return Optional.empty();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(system.url().resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + system.key().reveal());
    }

    private static byte[] bytes(Map<String, ?> fields) {
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            return JSON.createObjectNode();
        }
    }
}
