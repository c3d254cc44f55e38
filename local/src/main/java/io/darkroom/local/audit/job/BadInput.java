package io.darkroom.local.audit.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Words and pictures in every part of a request where people could paste them and they do not belong: all are refused. */
final class BadInput {
    private static final int LONGER_THAN_A_PROMPT = 4001;
    private static final String JOBS = "/v1/jobs";
    private static final String JSON = "application/json";

    private final Caller caller;
    private final Orders orders;
    private final OwnSeal seal;
    private final String word;

    BadInput(Caller caller, Orders orders, OwnSeal seal, String word) {
        this.caller = caller;
        this.orders = orders;
        this.seal = seal;
        this.word = word;
    }

    /** Sends all of it. */
    void send(Canaries canaries) {
        fields().forEach(this::post);
        bodies().forEach(body -> post(body, JSON));
        pictures(canaries);
        seals();
        headers();
        addresses();
    }

    private List<Map<String, ?>> fields() {
        return List.of(
                Map.of("prompt", "a circle", "model", word),
                Map.of("prompt", "a circle", "scheduler", word),
                Map.of("prompt", "a circle", "steps", word),
                Map.of("prompt", "a circle", "lane", word),
                Map.of("prompt", "a circle", "retain", word),
                Map.of("prompt", "a circle", "mask", word),
                Map.of("prompt", "a circle", "stepz", word),
                // A name that could be a field's is told by design; a text is not.
                Map.of("prompt", "a circle", word + " on a roof", 20),
                Map.of("prompt", List.of(word)),
                Map.of("prompt", word, "negative_prompt", Map.of("text", word)),
                Map.of("prompt", word, "steps", -1),
                Map.of("prompt", word + "a".repeat(LONGER_THAN_A_PROMPT)),
                Map.of("prompt", word, "init_image", "https://example.org/" + word));
    }

    private List<byte[]> bodies() {
        String half = "{\"prompt\": \"" + word;
        return List.of(
                word.getBytes(UTF_8),
                half.getBytes(UTF_8),
                (half + "\", \"prompt\": \"" + word + "\"}").getBytes(UTF_8),
                (half + "\"}" + half).getBytes(UTF_8),
                (half + "\\ud83d\"}").getBytes(UTF_8),
                (half + "\u00ff\"}").getBytes(ISO_8859_1),
                (half + "\"}").getBytes(UTF_16));
    }

    private void pictures(Canaries canaries) {
        byte[] picture = canaries.picture("damaged picture sent", orders.side());
        byte[] cut = Arrays.copyOf(picture, picture.length - 20);
        post(Map.of("prompt", word, "init_image", Orders.base64(cut)));
        post(Map.of("prompt", word, "init_image", Orders.base64(picture) + "AAAA"));
        post(Map.of("prompt", word, "init_image", Orders.base64(picture), "width", 2 * orders.side()));
        post(Map.of("prompt", word, "init_image", Orders.base64(word.getBytes(UTF_8))));
    }

    private void seals() {
        String job = UUID.randomUUID().toString();
        String sealed = seal.seal(job, "{}");
        put(job, Map.of("sealed", word));
        put(job, Map.of("sealed", sealed, "prompt", word));
        put(job, Map.of("sealed", sealed.replace('.', ' ') + word));
        put(job, Map.of("sealed", sealed, "result_key", Map.of("kty", word)));
        put(word, Map.of("sealed", sealed));
    }

    private void headers() {
        byte[] good = "{\"prompt\": \"a circle\"}".getBytes(UTF_8);
        post(good, word + "/" + word);
        caller.send("POST", JOBS, good, "Content-Type", JSON, "Idempotency-Key", word.repeat(20));
        caller.send("POST", JOBS, good, "Content-Type", JSON, "Prefer", "wait=" + word);
        caller.send("GET", JOBS, new byte[0], "Authorization", "Bearer " + word);
        caller.send("GET", "/v1/models", new byte[0], "Accept", "image/" + word, "User-Agent", word, "Cookie", word);
    }

    private void addresses() {
        List.of(JOBS + "/" + word, JOBS + "?limit=" + word, "/" + word, "/v1/models?" + word + "=" + word)
                .forEach(caller::get);
        caller.delete(JOBS + "/" + word);
    }

    private void post(Map<String, ?> body) {
        caller.send("POST", JOBS, body);
    }

    private void post(byte[] body, String type) {
        caller.send("POST", JOBS, body, "Content-Type", type);
    }

    private void put(String job, Map<String, ?> body) {
        caller.send("PUT", JOBS + "/" + job, body);
    }
}
