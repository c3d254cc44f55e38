package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.diffusion.golden.Difference;
import io.darkroom.diffusion.golden.RecordedPicture;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.ProjectTree;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that diffusers drew for the recordings is drawn again over REST, by models of every kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordingsIT {
    private static final Path RESOURCES = ProjectTree.root().resolve("diffusion/src/test/resources");
    private static final Path RECORDINGS = RESOURCES.resolve("golden/pictures");

    /** A graph of half precision, held to recordings of single precision. */
    private static final String HALF = "sd1-half";

    private static final List<String> LANES = List.of("interactive", "bulk");
    /** Jobs that are deleted, two in each lane. */
    private static final int LEAVING = 4;
    /** Of each lane of a model: whatever the machine, recordings have some left beside the jobs that are deleted. */
    private static final int SLOTS = 4;

    private final Path models = everyModel();
    private final RunningSystem system = RunningSystem.start(
            settings -> settings.models(models).workerProperty("darkroom.worker.slots", Integer.toString(SLOTS)));
    private final Client client = system.client();

    private static Path everyModel() {
        try {
            Path models = Files.createTempDirectory("darkroom-models");
            for (Path folder : List.of(ProjectTree.root().resolve("models"), RESOURCES.resolve("models"))) {
                for (Path model : foldersIn(folder)) {
                    Files.createSymbolicLink(models.resolve(model.getFileName()), model);
                }
            }
            return models;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> foldersIn(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    @AfterAll
    void stop() throws IOException {
        system.close();
        for (Path link : foldersIn(models)) {
            Files.delete(link);
        }
        Files.delete(models);
    }

    static List<RecordedPicture> recordings() throws IOException {
        return RecordedPicture.readAll(RECORDINGS);
    }

    @Test
    void itIsSaidOnceOfWhichModelsPicturesShareCallsAtEqualTimestepsOnly() throws IOException {
        String log = Files.readString(system.data().resolve("logs").resolve("worker-1.log"));

        assertThat(log.lines().filter(line -> line.contains("takes one timestep a call")))
                .hasSize(2)
                .anyMatch(line -> line.contains("sd1-half"))
                .anyMatch(line -> line.contains("sd1-optimum"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void drawsWhatDiffusersDrew(RecordedPicture recording) throws IOException {
        String job = client.drawn(request(recording));

        byte[] png = client.picture(job, 0).body();

        assertIsRecorded(png, recording);
    }

    @Test
    void drawsTheSameAllAtOnceWhileOthersComeAndAreDeletedBesideIt() throws IOException {
        List<RecordedPicture> recordings = recordings();
        List<String> jobs = new ArrayList<>();
        List<String> leaving = new ArrayList<>();

        for (RecordedPicture recording : recordings) {
            String lane = LANES.get(jobs.size() % LANES.size());
            jobs.add(client.submit(inLane(lane, request(recording))));
            if (leaving.size() < LEAVING) {
                leaving.add(client.submit(inLane(lane, endless())));
            }
        }
        // Not until they come along: a bulk job's progress is that of its last picture, and beside these it has
        // none until the interactive ones end.
        leaving.forEach(this::awaitRunning);
        awaitSucceeded(jobs, jobs.size() / 3);
        List<String> left = leaving.stream().map(this::state).toList();
        leaving.forEach(job -> client.delete("/v1/jobs/" + job));

        for (int i = 0; i < jobs.size(); i++) {
            assertThat(client.ended(jobs.get(i)).path("state").asText()).isEqualTo("succeeded");
            assertIsRecorded(client.picture(jobs.get(i), 0).body(), recordings.get(i));
        }
        assertThat(left).as("those deleted, before").hasSize(LEAVING).containsOnly("running");
        assertThat(leaving).extracting(this::status).as("and after").containsOnly(410);
        assertAreMixed(recordings);
    }

    /** One after another, so that the limit of each wait is for one picture. */
    private void awaitSucceeded(List<String> jobs, int count) {
        for (int i = 1; i <= count; i++) {
            int wanted = i;
            Until.holds(
                    wanted + " of " + jobs.size() + " recordings are drawn",
                    () -> jobs.stream()
                                    .map(this::state)
                                    .filter("succeeded"::equals)
                                    .count()
                            >= wanted);
        }
    }

    private void awaitRunning(String job) {
        Until.holds("a job to be deleted is being drawn", () -> state(job).equals("running"));
    }

    private String state(String job) {
        return client.get("/v1/jobs/" + job).json().path("state").asText();
    }

    private int status(String job) {
        return client.get("/v1/jobs/" + job).status();
    }

    private static void assertIsRecorded(byte[] png, RecordedPicture recording) throws IOException {
        Difference difference = Difference.between(
                RecordedPicture.raster(ImageIO.read(new ByteArrayInputStream(png))), recording.raster());
        assertThat(difference)
                .as("%s: to within 1 of 255, and at most", recording)
                .matches(found -> found.holds(recording.model().equals(HALF)));
    }

    /** Else little was shared, and little is shown. */
    private static void assertAreMixed(List<RecordedPicture> recordings) {
        assertThat(distinct(recordings, RecordedPicture::model)).as("models").hasSizeGreaterThanOrEqualTo(2);
        assertThat(distinct(recordings, recording -> recording.scheduler("the model's own")))
                .as("schedulers")
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(distinct(
                        recordings,
                        recording -> List.of(
                                recording.raster().width(), recording.raster().height())))
                .as("sizes")
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private static <T> Set<T> distinct(List<RecordedPicture> recordings, Function<RecordedPicture, T> property) {
        return recordings.stream().map(property).collect(Collectors.toSet());
    }

    /** Of the model that most recordings are of. */
    private static Map<String, Object> endless() {
        Map<String, Object> job = Jobs.endless();
        job.put("model", "shapes");
        return job;
    }

    private static Map<String, Object> inLane(String lane, Map<String, Object> job) {
        Map<String, Object> placed = new TreeMap<>(job);
        placed.put("lane", lane);
        return placed;
    }

    /** The recording's request is a job as it is. */
    private static Map<String, Object> request(RecordedPicture recording) throws IOException {
        JsonMapper json = new JsonMapper();
        return json.convertValue(
                json.readTree(RECORDINGS.resolve(recording.name() + ".json").toFile())
                        .path("request"),
                new TypeReference<>() {});
    }

    @ParameterizedTest
    @CsvSource({"init_image", "mask"})
    void asksForBothPicturesWhereAModelOnlyInpaints(String missing) {
        Map<String, Object> job = Jobs.of(
                "model", "sd1-inpaint",
                "init_image", Pictures.base64(Pictures.black(64, 64)),
                "mask", Pictures.base64(Pictures.lowerHalf(64, 64)));
        job.remove(missing);
        if (missing.equals("init_image")) {
            job.remove("mask");
        }

        Answer answer = client.post("/v1/jobs", job);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("field_required");
        assertThat(answer.json().path("field").asText()).isEqualTo(missing);
    }

    @Test
    void refusesToSkipLayersThatATextEncoderDoesNotGive() {
        Answer answer = client.post("/v1/jobs", Jobs.of("model", "sd1-optimum", "clip_skip", 1));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").asText()).contains("clip_skip", "0");
    }
}
