package io.darkroom.local.audit.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.local.LocalFailure;
import io.darkroom.local.audit.place.PicturePlace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Submits the jobs of each kind and follows them to their end, as any client would. */
public final class Jobs implements AutoCloseable {
    private static final String JOBS = "/v1/jobs";

    private final Caller caller;
    private final PicturePlace pictures;
    private final Optional<Runnable> killer;
    private final Orders orders;
    private final OwnSeal seal;
    private final Queue<String> submitted = new ConcurrentLinkedQueue<>();

    /**
     * Jobs for one model.
     *
     * @param pictures is given all that come back
     * @param model that is to draw; the first there is if null
     * @param killer kills the worker that draws; empty if there is none that may be
     */
    public Jobs(Caller caller, PicturePlace pictures, @Nullable String model, Optional<Runnable> killer) {
        this.caller = caller;
        this.pictures = pictures;
        this.killer = killer;
        this.orders =
                Orders.of(caller.get("/v1/models").must(200, "GET /v1/models").json(), model);
        this.seal = OwnSeal.to(
                caller.get("/v1/keys").must(200, "GET /v1/keys").json().toString());
    }

    /** Why jobs of this kind cannot be had here; empty if they can. */
    public String obstacle(Kind kind) {
        return kind == Kind.KILLED && killer.isEmpty() ? "no worker of a deployment that is in use is killed" : "";
    }

    /**
     * Has jobs of this kind, from their submission to their end.
     *
     * @param whileTheyLive called while they wait and are drawn, where they do so for long enough
     */
    public void run(Kind kind, Canaries canaries, Runnable whileTheyLive) {
        switch (kind) {
            case PLAIN -> drawn(canaries, Map.of());
            case SEALED -> sealed(canaries);
            case RETAINED -> drawn(canaries, Map.of("retain", true));
            case READ_ONCE -> drawn(canaries, Map.of("delivery", "once"));
            case FAILED -> failed(canaries);
            case CANCELLED -> cancelled(canaries, whileTheyLive);
            case EXPIRED -> expired(canaries);
            case KILLED -> killed(canaries);
            case BAD_INPUT -> refused(canaries);
        }
    }

    private void drawn(Canaries canaries, Map<String, ?> settings) {
        String job = post(with(orders.words(canaries, ""), orders.quick(), settings));
        String fromAPicture = orders.drawsOver()
                ? post(with(orders.pictures(canaries, ""), orders.quick(), settings))
                : post(with(orders.words(canaries, " again"), orders.quick(), settings));
        for (String each : List.of(job, fromAPicture)) {
            must(each, "succeeded");
            keep(each, canaries, picture(each));
        }
        caller.get(JOBS);
    }

    private void sealed(Canaries canaries) {
        String job = put(orders.words(canaries, ""), orders.quick());
        String kept = put(orders.words(canaries, ", kept"), with(orders.quick(), Map.of("retain", true)));
        List<String> all = new ArrayList<>(List.of(job, kept));
        if (orders.drawsOver()) {
            all.add(put(orders.pictures(canaries, ""), orders.quickOfItsSize()));
        }
        for (String each : all) {
            must(each, "succeeded");
            keep(each, canaries, seal.open(picture(each)));
        }
    }

    /** A job that a worker has failed; answers its id. */
    public String failedJob() {
        return halfADocument(Canaries.freshWord());
    }

    private String halfADocument(String word) {
        String job = UUID.randomUUID().toString();
        put(job, seal.seal(job, "{\"prompt\": \"" + word), orders.quick());
        must(job, "failed");
        return job;
    }

    /** What the worker cannot read: half a document, and a document with half a picture. */
    private void failed(Canaries canaries) {
        String unusedJob = halfADocument(canaries.word("half a document"));
        if (orders.drawsOver()) {
            Map<String, Object> document = orders.words(canaries, "");
            byte[] picture = canaries.picture("damaged picture sent", orders.side());
            document.put("init_image", Orders.base64(Arrays.copyOf(picture, picture.length - 20)));
            must(put(document, orders.quickOfItsSize()), "failed");
        }
    }

    private void cancelled(Canaries canaries, Runnable whileTheyLive) {
        String drawing = post(with(orders.words(canaries, ", being drawn"), orders.endless()));
        caller.begun(drawing);
        String waiting = post(with(orders.words(canaries, ", waiting"), orders.endless()));
        whileTheyLive.run();
        for (String job : List.of(waiting, drawing)) {
            caller.delete(JOBS + "/" + job).must(204, "DELETE of a job");
            caller.get(JOBS + "/" + job).must(410, "GET of a deleted job");
        }
    }

    private void expired(Canaries canaries) {
        Map<String, ?> soon = Map.of("deadline_seconds", 10);
        must(post(with(orders.words(canaries, ""), orders.endless(), soon)), "expired");
    }

    private void killed(Canaries canaries) {
        Map<String, Object> settings = orders.endless();
        settings.put("images", 1);
        String job = post(with(orders.words(canaries, ""), settings));
        caller.begun(job);
        killer.orElseThrow().run();
        must(job, "succeeded");
        keep(job, canaries, picture(job));
    }

    private void refused(Canaries canaries) {
        new BadInput(caller, orders, seal, canaries.word("words in wrong places")).send(canaries);
    }

    private String post(Map<String, ?> body) {
        JsonNode ticket =
                caller.send("POST", JOBS, body).must(202, "POST of a job").json();
        String id = ticket.path("id").asText();
        submitted.add(id);
        return id;
    }

    private String put(Map<String, ?> document, Map<String, ?> settings) {
        String id = UUID.randomUUID().toString();
        return put(id, seal.seal(id, document), settings);
    }

    private String put(String id, String sealed, Map<String, ?> settings) {
        submitted.add(id);
        caller.send("PUT", JOBS + "/" + id, with(Map.of("sealed", sealed), settings))
                .must(202, "PUT of a job");
        return id;
    }

    private void must(String job, String state) {
        JsonNode end = caller.ended(job);
        // An expired job may be told as a problem already.
        boolean asWanted = state.equals(end.path("state").asText())
                || (state.equals("expired") && end.path("code").asText().contains("expired"));
        if (!asWanted) {
            throw new LocalFailure("a job was to end as " + state + ", and ended as "
                    + end.path("state").asText()
                    + " "
                    + end.path("error").path("code").asText(end.path("code").asText()));
        }
    }

    private byte[] picture(String job) {
        return caller.get(JOBS + "/" + job + "/images/0")
                .must(200, "GET of a picture")
                .body();
    }

    private void keep(String job, Canaries canaries, byte[] file) {
        pictures.keep("job " + job, file, canaries.drawn("picture drawn", file));
    }

    @SafeVarargs
    private static Map<String, Object> with(Map<String, ?>... parts) {
        Map<String, Object> all = new HashMap<>();
        Arrays.stream(parts).forEach(all::putAll);
        return all;
    }

    /** Erases what is left of all that were submitted, kept ones too. */
    @Override
    public void close() {
        for (String job = submitted.poll(); job != null; job = submitted.poll()) {
            caller.delete(JOBS + "/" + job);
        }
    }
}
