package io.darkroom.bench.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.local.ApiKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Submits over REST, waits with {@code Prefer: wait}, and fetches the picture. One thread for all that are on their way, so
 * that it takes little of the cores that what it measures runs on.
 */
public final class RestClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int WAIT_SECONDS = 60;
    private static final int MOST_CONNECTIONS = 2_000;
    /** Writes no files, holds nothing up. */
    private static final Vertx VERTX = Vertx.vertx(new VertxOptions()
            .setUseDaemonThread(true)
            .setEventLoopPoolSize(1)
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));

    private final HttpClient http;
    private final ApiKey key;

    RestClient(URI url, ApiKey key) {
        this.http = VERTX.createHttpClient(new HttpClientOptions()
                .setDefaultHost(url.getHost())
                .setDefaultPort(url.getPort())
                .setMaxPoolSize(MOST_CONNECTIONS));
        this.key = key;
    }

    /**
     * A job from its submission to its picture.
     *
     * @param fields of the request's body
     * @return the PNG; fails if the job does not succeed within a minute
     */
    public CompletableFuture<byte[]> picture(Map<String, ?> fields) {
        Buffer body = body(fields);
        return submit(body, true)
                .compose(job -> send(HttpMethod.GET, "/v1/jobs/" + id(job) + "/images/0", null, false))
                .map(Buffer::getBytes)
                .toCompletionStage()
                .toCompletableFuture();
    }

    /**
     * Submits a job and leaves it alone.
     *
     * @param fields of the request's body
     * @return its id
     */
    public CompletableFuture<String> submit(Map<String, ?> fields) {
        return submit(body(fields), false)
                .map(answer -> json(answer).path("id").asText())
                .toCompletionStage()
                .toCompletableFuture();
    }

    /** Reads how a job is. */
    public CompletableFuture<JsonNode> job(String id) {
        return send(HttpMethod.GET, "/v1/jobs/" + id, null, false)
                .map(RestClient::json)
                .toCompletionStage()
                .toCompletableFuture();
    }

    private Future<Buffer> submit(Buffer body, boolean waits) {
        return send(HttpMethod.POST, "/v1/jobs", body, waits);
    }

    private static JsonNode json(Buffer answer) {
        try {
            return JSON.readTree(answer.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Buffer body(Map<String, ?> fields) {
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(fields));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(Buffer answer) {
        JsonNode job = json(answer);
        if (!job.path("state").asText().equals("succeeded")) {
            throw new IllegalStateException("a job is " + job.path("state").asText());
        }
        return job.path("id").asText();
    }

    private static String code(Buffer problem) {
        try {
            return JSON.readTree(problem.getBytes()).path("code").asText();
        } catch (IOException notJson) {
            return "without a code";
        }
    }

    private Future<Buffer> send(HttpMethod method, String path, @Nullable Buffer body, boolean waits) {
        return http.request(method, path)
                .compose(request -> sent(request, body, waits))
                .compose(answer -> answer.body().map(content -> checked(answer, content)));
    }

    private Future<HttpClientResponse> sent(HttpClientRequest request, @Nullable Buffer body, boolean waits) {
        request.putHeader("Authorization", "Bearer " + key.reveal());
        if (waits) {
            request.putHeader("Prefer", "wait=" + WAIT_SECONDS);
        }
        return body == null
                ? request.send()
                : request.putHeader("Content-Type", "application/json").send(body);
    }

    private static Buffer checked(HttpClientResponse answer, Buffer content) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("the API answers " + answer.statusCode() + " " + code(content));
        }
        return content;
    }
}
