package io.darkroom.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.darkroom.core.crypto.ClientSeal;
import io.darkroom.core.crypto.KeyPins;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.PictureSeal;
import io.darkroom.core.crypto.PromptSeal;
import io.darkroom.core.crypto.ResultKey;
import io.darkroom.core.crypto.SealingKeys;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.local.ApiKey;
import io.darkroom.local.LocalFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What leaves the caller, and what it takes for its picture, with a service that does as each test says. */
class SealingClientIT {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final JobOrder ORDER =
            JobOrder.of(Prompt.of("a canary"), null).with("steps", 4).with("seed", 7L);

    private final HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<JobId> ids = new CopyOnWriteArrayList<>();
    private final List<OpeningKeys> refused = new ArrayList<>();
    private final OpeningKeys own = OpeningKeys.generate();

    private volatile OpeningKeys workers = OpeningKeys.generate();
    private volatile Answer picture = new Answer("image/png", "never asked for");

    SealingClientIT() throws IOException {
        http.createContext("/v1/keys", exchange -> answer(exchange, 200, keys(), "application/jwk-set+json"));
        http.createContext("/v1/jobs/", this::job);
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private SealingClient client(KeyPins pins) {
        URI url = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
        return new SealingClient(new ApiClient(url, ApiKey.generate()), pins, own);
    }

    private String keys() {
        return workers.sealingKeys().toJson();
    }

    private void job(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/images/1")) {
            exchange.getResponseHeaders().add("Darkroom-Sealed-Seed", sealedSeed());
            answer(exchange, 200, picture.text(), picture.type());
            return;
        }
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        ids.add(JobId.parse(path.substring(path.lastIndexOf('/') + 1)).orElseThrow());
        if (refused.remove(workers)) {
            workers = OpeningKeys.generate();
            answer(exchange, 422, "{\"code\":\"unknown_kid\"}", "application/problem+json");
        } else {
            answer(
                    exchange,
                    202,
                    "{\"id\":\"of somebody else\",\"model\":\"shapes\",\"images\":2}",
                    "application/json");
        }
    }

    private String sealedSeed() {
        return SeedSeal.seal(own.sealingKeys(), last(), 7);
    }

    private JobId last() {
        return ids.get(ids.size() - 1);
    }

    private static void answer(HttpExchange exchange, int status, String text, String type) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void whatIsPrivateLeavesSealedAndTheRestInClear() throws Exception {
        JobTicket ticket = client(KeyPins.NONE).submit(ORDER);

        JsonNode body = new JsonMapper().readTree(bodies.get(0));
        assertThat(body.fieldNames()).toIterable().containsExactlyInAnyOrder("sealed", "steps");
        PromptDocument document = opened(body);
        assertThat(document.prompt().revealPlaintext()).isEqualTo("a canary");
        assertThat(document.seed()).isEqualTo(7);
        ResultKey resultKey = ResultKey.parse(Objects.requireNonNull(document.resultKey()));
        assertThat(resultKey.sealingKeys().currentKeyId())
                .isEqualTo(own.sealingKeys().currentKeyId());
        assertThat(ticket).isEqualTo(new JobTicket(last().toString(), "shapes", 2));
    }

    private PromptDocument opened(JsonNode body) throws Exception {
        ClientSeal seal = ClientSeal.of(body.path("sealed").asText(), last(), workers.sealingKeys());
        return PromptSeal.open(workers, last(), "shapes", NOW, seal.parts());
    }

    @Test
    void whereTheKeysHaveJustChangedItSealsOnceMoreUnderAnotherId() throws Exception {
        refused.add(workers);

        JobTicket ticket = client(KeyPins.NONE).submit(ORDER);

        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        assertThat(ticket.id()).isEqualTo(last().toString());
        assertThat(opened(new JsonMapper().readTree(bodies.get(1))).seed()).isEqualTo(7);
    }

    @Test
    void nothingLeavesIfTheKeysAreNotThePinnedOnes() {
        KeyPins pins = KeyPins.of(List.of(OpeningKeys.generate().sealingKeys().currentKeyId()));

        assertThatExceptionOfType(UntrustedKey.class)
                .isThrownBy(() -> client(pins).submit(ORDER))
                .withMessageContaining("--pin");

        assertThat(bodies).isEmpty();
    }

    @Test
    void aPinnedKeyIsSealedTo() throws Exception {
        client(KeyPins.of(List.of(workers.sealingKeys().currentKeyId()))).submit(ORDER);

        assertThat(opened(new JsonMapper().readTree(bodies.get(0))).seed()).isEqualTo(7);
    }

    @Test
    void opensItsPictureAndTheSeed() {
        SealingClient client = client(KeyPins.NONE);
        JobTicket ticket = client.submit(ORDER);
        picture = sealed(own.sealingKeys(), last(), 1);

        Picture opened = client.picture(ticket, 1);

        assertThat(opened.png()).containsExactly(1, 2, 3);
        assertThat(opened.seed()).isEqualTo("8");
    }

    @Test
    void takesNoOtherPictureForItsOwn() {
        SealingClient client = client(KeyPins.NONE);
        JobTicket ticket = client.submit(ORDER);
        List<Answer> others = List.of(
                sealed(own.sealingKeys(), last(), 0),
                sealed(own.sealingKeys(), JobId.random(), 1),
                sealed(OpeningKeys.generate().sealingKeys(), last(), 1),
                new Answer("application/jose", sealedSeed()),
                new Answer("application/jose", "no.jwe"),
                new Answer("image/png", "a picture in clear"));

        for (Answer other : others) {
            picture = other;
            assertThatExceptionOfType(LocalFailure.class).isThrownBy(() -> client.picture(ticket, 1));
        }
    }

    private static Answer sealed(SealingKeys key, JobId job, int number) {
        PictureBytes file = PictureBytes.takingOver(new byte[] {1, 2, 3});
        return new Answer("application/jose", PictureSeal.seal(key, job, number, file));
    }

    private record Answer(String type, String text) {}
}
