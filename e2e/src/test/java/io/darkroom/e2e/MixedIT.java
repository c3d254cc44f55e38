package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Event;
import io.darkroom.e2e.system.Events;
import io.darkroom.e2e.system.ProjectTree;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Jobs of two models, two sizes, three schedulers and both lanes share one engine, and none can tell. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MixedIT {
    private static final List<Path> MODELS = List.of(
            ProjectTree.root().resolve("models/shapes"),
            ProjectTree.root().resolve("diffusion/src/test/resources/models/sd1-optimum"));
    private static final List<String> SCHEDULERS = List.of("ddim", "euler", "dpm++2m");

    private final Path models = folderOf(MODELS);
    private final RunningSystem system = RunningSystem.start(settings -> settings.models(models));
    private final Client client = system.client();

    private static Path folderOf(List<Path> models) {
        try {
            Path folder = Files.createTempDirectory("darkroom-models");
            for (Path model : models) {
                Files.createSymbolicLink(folder.resolve(model.getFileName()), model);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    void stop() throws IOException {
        system.close();
        for (Path model : MODELS) {
            Files.delete(models.resolve(model.getFileName()));
        }
        Files.delete(models);
    }

    @Test
    void everyPictureIsTheOneThatItIsAloneWhoeverComesAndGoesBesideIt() {
        List<Map<String, Object>> jobs =
                IntStream.range(0, 12).mapToObj(MixedIT::job).toList();
        List<String> alone = jobs.stream().map(client::drawn).toList();

        List<String> leaving = IntStream.range(0, 4).mapToObj(this::submitLong).toList();
        List<String> together = jobs.stream().map(client::submit).toList();
        leaving.forEach(this::deleteInTheMiddle);

        for (int i = 0; i < jobs.size(); i++) {
            assertThat(client.ended(together.get(i)).path("state").asText()).isEqualTo("succeeded");
            for (int image = 0; image < images(i); image++) {
                assertThat(client.picture(together.get(i), image).body())
                        .as("picture %d of %s", image, jobs.get(i))
                        .isEqualTo(client.picture(alone.get(i), image).body());
            }
        }
        leaving.forEach(job -> assertThat(client.get("/v1/jobs/" + job).status())
                .as("a deleted job")
                .isEqualTo(410));
    }

    @Test
    void anInteractiveJobIsDoneBeforeTheBulkOnesThatKeepEverySlotBusy() {
        List<String> bulk = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            bulk.add(client.submit(Jobs.of(
                    "model", "shapes", "lane", "bulk", "steps", 100, "images", 4, "width", 128, "height", 128)));
        }
        Until.holds("every slot of the lane is busy", () -> running(bulk) >= slots());

        String interactive = client.submit(
                Jobs.of("model", "shapes", "lane", "interactive", "steps", 100, "width", 128, "height", 128));

        assertThat(client.ended(interactive).path("state").asText()).isEqualTo("succeeded");
        assertThat(bulk).extracting(this::state).isNotEmpty().containsOnly("queued", "running");
        bulk.forEach(job -> client.delete("/v1/jobs/" + job));
    }

    private static Map<String, Object> job(int i) {
        int side = i / 2 % 2 == 0 ? 64 : 128;
        return Jobs.of(
                "model",
                MODELS.get(i % 2).getFileName().toString(),
                "width",
                side,
                "height",
                side,
                "scheduler",
                SCHEDULERS.get(i / 4),
                "steps",
                5 + i,
                "images",
                images(i),
                "seed",
                100 + i,
                "lane",
                i % 3 == 0 ? "bulk" : "interactive");
    }

    private static int images(int i) {
        return 1 + i % 3;
    }

    private String submitLong(int i) {
        return client.submit(Jobs.of(
                "model",
                MODELS.get(i % 2).getFileName().toString(),
                "width",
                64,
                "height",
                64,
                "steps",
                150,
                "images",
                16,
                "lane",
                i < 2 ? "bulk" : "interactive"));
    }

    private void deleteInTheMiddle(String job) {
        try (Events events = Events.of(client, job)) {
            Event unusedProgress = events.first(event -> event.is("progress"));
        }
        client.delete("/v1/jobs/" + job);
    }

    private long running(List<String> jobs) {
        return jobs.stream().filter(job -> state(job).equals("running")).count();
    }

    private String state(String job) {
        return client.get("/v1/jobs/" + job).json().path("state").asText();
    }

    /** As the worker announced them last. */
    private int slots() {
        for (JsonNode model : client.get("/v1/models").json().path("models")) {
            if (model.path("name").asText().equals("shapes")) {
                return model.path("slots").asInt();
            }
        }
        throw new AssertionError("the model is not served");
    }
}
