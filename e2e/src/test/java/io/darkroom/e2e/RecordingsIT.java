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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    private final Path models = everyModel();
    private final RunningSystem system = RunningSystem.start(settings -> settings.models(models));
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void drawsWhatDiffusersDrew(RecordedPicture recording) throws IOException {
        String job = client.drawn(request(recording));

        byte[] png = client.picture(job, 0).body();

        Difference difference = Difference.between(
                RecordedPicture.raster(ImageIO.read(new ByteArrayInputStream(png))), recording.raster());
        assertThat(difference)
                .as("to within 1 of 255, and at most")
                .matches(found -> found.holds(recording.model().equals(HALF)));
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
