package io.darkroom.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.core.job.JobId;
import io.darkroom.local.ApiKey;
import io.darkroom.local.LocalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** One caller of the REST API. Thread-safe. */
public final class ApiClient implements JobClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String JOSE = "application/jose";
    private static final int STREAM_TRIES = 60;
    private static final Duration STREAM_PAUSE = Duration.ofMillis(500);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI url;
    private final ApiKey key;

    /** A caller at {@code url}, which ends in a slash, with {@code key}. */
    public ApiClient(URI url, ApiKey key) {
        this.url = url;
        this.key = key;
    }

    /** Whether some worker serves a model. */
    public boolean offersModel() {
        try {
            HttpResponse<byte[]> answer = send(request("v1/models").GET().build());
            JsonNode body = json(answer.body());
            return answer.statusCode() == 200 && (body.isArray() ? body : body.path("models")).size() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public JobTicket submit(JobOrder order) {
        ObjectNode body = JSON.createObjectNode();
        order.writeTo(body);
        JsonNode ticket = submitted(request("v1/jobs"), "POST", body);
        return ticket(ticket.path("id").asText(), ticket);
    }

    /** Has pictures drawn under an id of the caller's, whose prompt is sealed. */
    JobTicket submit(JobId id, JobOrder order, String sealed) {
        ObjectNode body = JSON.createObjectNode();
        order.writeTo(body, sealed);
        return ticket(id.toString(), submitted(request("v1/jobs/" + id), "PUT", body));
    }

    private JsonNode submitted(HttpRequest.Builder request, String method, ObjectNode body) {
        try {
            BodyPublisher octets = BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
            request.header("Content-Type", "application/json").method(method, octets);
            return json(expect(202, send(request.build())).body());
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private static JobTicket ticket(String id, JsonNode answer) {
        return new JobTicket(
                id, answer.path("model").asText(), answer.path("images").asInt(1));
    }

    /** The keys that the service hands out: a JWKS. */
    public String keys() {
        try {
            return new String(
                    expect(200, send(request("v1/keys").GET().build())).body(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** A stream that breaks off is opened again. */
    @Override
    public void follow(JobTicket job, JobListener listener) {
        for (int attempt = 1; attempt <= STREAM_TRIES; attempt++) {
            Optional<JsonNode> end = listenOnce(job, listener);
            if (end.isPresent()) {
                requireSuccess(end.get());
                return;
            }
            pause();
        }
        throw new LocalFailure("the API does not tell how the job ends");
    }

    /** Empty if the stream breaks off before the job's end. */
    private Optional<JsonNode> listenOnce(JobTicket job, JobListener listener) {
        try {
            return listen(job, listener);
        } catch (IOException brokenOff) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> listen(JobTicket job, JobListener listener) throws IOException {
        HttpRequest request = request("v1/jobs/" + job.id() + "/events")
                .header("Accept", "text/event-stream")
                .GET()
                .build();
        HttpResponse<Stream<String>> answer = exchange(request, BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new ApiRefusal(
                        answer.statusCode(),
                        json(String.join("\n", lines.toList()).getBytes(StandardCharsets.UTF_8)));
            }
            return read(lines.iterator(), listener);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Optional<JsonNode> read(Iterator<String> lines, JobListener listener) throws IOException {
        EventParser parser = new EventParser();
        while (lines.hasNext()) {
            Optional<ServerEvent> event = parser.accept(lines.next());
            if (event.isPresent()) {
                JsonNode data = JSON.readTree(event.get().data());
                if (event.get().name().equals("end")) {
                    return Optional.of(data);
                }
                tell(event.get().name(), data, listener);
            }
        }
        return Optional.empty();
    }

    private static void tell(String name, JsonNode data, JobListener listener) {
        if (name.equals("state")) {
            listener.state(data.path("state").asText());
        } else if (name.equals("progress")) {
            listener.progress(
                    data.path("step").asInt(),
                    data.path("steps").asInt(),
                    data.path("images_done").asInt(),
                    data.path("images").asInt(1));
        }
    }

    private static void requireSuccess(JsonNode end) {
        String state = end.path("state").asText();
        if (!state.equals("succeeded")) {
            String code = end.path("code").asText("");
            throw new LocalFailure("the job was not drawn: " + state + (code.isEmpty() ? "" : " (" + code + ")"));
        }
    }

    @Override
    public Picture picture(JobTicket job, int number) {
        HttpResponse<byte[]> answer = picture(job, number, "image/png");
        return new Picture(
                answer.body(), answer.headers().firstValue("Darkroom-Seed").orElse(""));
    }

    /** Fetches a picture that must be sealed. */
    SealedPicture sealedPicture(JobTicket job, int number) {
        HttpResponse<byte[]> answer = picture(job, number, JOSE);
        if (!answer.headers().firstValue("Content-Type").orElse("").startsWith(JOSE)) {
            throw new LocalFailure("picture " + number + " came back unsealed, though a key to seal it to was given");
        }
        return new SealedPicture(
                new String(answer.body(), StandardCharsets.US_ASCII),
                answer.headers().firstValue("Darkroom-Sealed-Seed"));
    }

    private HttpResponse<byte[]> picture(JobTicket job, int number, String type) {
        try {
            HttpRequest request = request("v1/jobs/" + job.id() + "/images/" + number)
                    .header("Accept", type)
                    .GET()
                    .build();
            return expect(200, send(request));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    @Override
    public void erase(JobTicket job) {
        try {
            expect(204, send(request("v1/jobs/" + job.id()).DELETE().build()));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    @Override
    public String eraseForReceipt(JobTicket job) {
        return receipt(request("v1/jobs/" + job.id()).DELETE());
    }

    @Override
    public String receipt(JobTicket job) {
        return receipt(request("v1/jobs/" + job.id() + "/receipt").GET());
    }

    private String receipt(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer =
                    expect(200, send(request.header("Accept", JOSE).build()));
            return new String(answer.body(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + key.reveal());
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        return exchange(request, BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        try {
            return http.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("interrupted", e);
        }
    }

    private static HttpResponse<byte[]> expect(int status, HttpResponse<byte[]> answer) {
        if (answer.statusCode() == status) {
            return answer;
        }
        throw new ApiRefusal(answer.statusCode(), json(answer.body()));
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static LocalFailure unreachable(IOException e) {
        return new LocalFailure("the API does not answer: " + e.getMessage(), e);
    }

    private static void pause() {
        try {
            Thread.sleep(STREAM_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("interrupted", e);
        }
    }
}
