package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the API says of itself is what it does. */
@ExtendWith(SharedSystem.class)
class SurfaceIT {
    private static final String NOBODYS_JOB = "00000000-0000-4000-8000-000000000000";
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");

    private final Client client;
    private final Client stranger;

    SurfaceIT(RunningSystem system) {
        this.client = system.client();
        this.stranger = system.stranger();
    }

    @Test
    void listsTheModelsThatWorkersServe() {
        JsonNode models = client.get("/v1/models").json().path("models");

        assertThat(models).hasSize(1);
        JsonNode model = models.path(0);
        assertThat(model.path("name").asText()).isEqualTo("shapes");
        assertThat(model.path("workers").asInt()).isEqualTo(1);
        assertThat(model.path("size_factor").asInt()).isEqualTo(32);
        assertThat(model.path("min_side").asInt()).isEqualTo(64);
        assertThat(model.path("max_side").asInt()).isEqualTo(1024);
        assertThat(model.path("default_width").asInt()).isEqualTo(128);
        assertThat(model.path("default_height").asInt()).isEqualTo(128);
        assertThat(model.path("default_steps").asInt()).isEqualTo(20);
        assertThat(model.path("max_steps").asInt()).isEqualTo(150);
        assertThat(model.path("default_guidance_scale").asDouble()).isEqualTo(5.0);
        assertThat(model.path("default_scheduler").asText()).isEqualTo("ddim");
        assertThat(texts(model.path("schedulers"))).contains("ddim", "euler", "dpm++2m");
        assertThat(model.path("other_schedulers")).isEmpty();
        assertThat(model.path("scheduler_steps").path("lcm").path("max").asInt())
                .isEqualTo(50);
        assertThat(texts(model.path("pipelines"))).containsExactly("txt2img", "img2img", "inpaint");
        assertThat(model.path("max_clip_skip").asInt()).isEqualTo(2);
    }

    @Test
    void publishesTheWorkersPublicKeysAndNoPrivateOne() {
        Answer answer = client.get("/v1/keys");

        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/jwk-set+json"));
        assertThat(answer.json().path("keys")).isNotEmpty().allSatisfy(key -> {
            assertThat(key.path("kty").asText()).isEqualTo("EC");
            assertThat(key.path("crv").asText()).isEqualTo("P-256");
            assertThat(key.path("kid").asText()).isNotBlank();
            assertThat(key.has("d")).isFalse();
        });
    }

    @Test
    void sendsKeysAgainOnlyToWhomHasOthers() {
        Answer first = client.get("/v1/keys");
        String tag = first.header("ETag").orElseThrow();

        Answer again = keysUnlessKnown(tag);

        assertThat(tag).matches("\"[A-Za-z0-9_-]{43}\"");
        assertThat(first.header("Cache-Control")).hasValue("max-age=300");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).hasValue(tag);
        assertThat(again.header("Cache-Control")).hasValue("max-age=300");
        assertThat(again.text()).isEmpty();
        assertThat(keysUnlessKnown("\"another\"").status()).isEqualTo(200);
    }

    private Answer keysUnlessKnown(String tag) {
        return client.send("GET", "/v1/keys", BodyPublishers.noBody(), "If-None-Match", tag);
    }

    @Test
    void documentsItsRoutesAndNoOther() {
        JsonNode paths = openApi().path("paths");

        List<String> routes = new ArrayList<>();
        names(paths)
                .forEach(path -> names(paths.path(path)).stream()
                        .filter(METHODS::contains)
                        .forEach(method -> routes.add(method + " " + path)));

        assertThat(routes)
                .containsExactlyInAnyOrder(
                        "get /v1/jobs",
                        "post /v1/jobs",
                        "put /v1/jobs/{id}",
                        "get /v1/jobs/{id}",
                        "delete /v1/jobs/{id}",
                        "get /v1/jobs/{id}/events",
                        "get /v1/jobs/{id}/receipt",
                        "get /v1/jobs/{id}/images/{number}",
                        "head /v1/jobs/{id}/images/{number}",
                        "delete /v1/jobs/{id}/images/{number}",
                        "get /v1/models",
                        "get /v1/keys");
    }

    @Test
    void everyDocumentedRouteIsThereAndAsksForAKey() {
        List<String> paths = names(openApi().path("paths"));

        assertThat(paths).allSatisfy(path -> {
            String concrete = path.replace("{id}", NOBODYS_JOB).replace("{number}", "0");
            assertThat(client.get(concrete).code()).isIn("", "job_not_found");
            assertThat(stranger.get(concrete).status()).isEqualTo(401);
        });
    }

    @Test
    void documentsTheFieldsOfAJobThatItTakesAndNoOther() {
        List<String> documented =
                names(openApi().path("components").path("schemas").path("Job").path("properties"));
        Set<String> candidates = new TreeSet<>(documented);
        Stream.of("format", "result_key", "webhook", "sealed", "id").forEach(candidates::add);

        List<String> taken = candidates.stream().filter(this::isTaken).toList();

        assertThat(taken).containsExactlyInAnyOrderElementsOf(documented);
        assertThat(documented)
                .containsExactlyInAnyOrder(
                        "prompt",
                        "negative_prompt",
                        "model",
                        "width",
                        "height",
                        "steps",
                        "guidance_scale",
                        "scheduler",
                        "seed",
                        "images",
                        "retain",
                        "delivery",
                        "ttl_seconds",
                        "deadline_seconds",
                        "lane",
                        "clip_skip",
                        "guidance_rescale",
                        "rng",
                        "init_image",
                        "mask",
                        "strength",
                        "sealed",
                        "result_key");
    }

    @Test
    void documentsTheFieldsOfAJobsViewThatItShows() {
        List<String> documented = names(
                openApi().path("components").path("schemas").path("JobStatus").path("properties"));

        JsonNode queued = client.post("/v1/jobs", Jobs.quick()).json();
        JsonNode done = client.ended(queued.path("id").asText());

        assertThat(documented)
                .containsAll(names(queued))
                .containsAll(names(done))
                .contains("waiting_for_worker");
    }

    @Test
    void saysThatProblemsAndJobsNeedAKey() {
        JsonNode schemes = openApi().path("components").path("securitySchemes");

        assertThat(schemes.path("api_key").path("scheme").asText()).isEqualTo("bearer");
    }

    /** A field that is known gets as far as the check of the numbers, where another field is wrong. */
    private boolean isTaken(String field) {
        Map<String, Object> job = new HashMap<>();
        job.put("prompt", Jobs.RED_CIRCLE);
        if (!field.equals("prompt")) {
            job.put(field, null);
        }
        job.put(field.equals("steps") ? "images" : "steps", 0);
        return client.post("/v1/jobs", job).code().equals("out_of_range");
    }

    private JsonNode openApi() {
        return stranger.send("GET", "/q/openapi?format=json", BodyPublishers.noBody())
                .json();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
