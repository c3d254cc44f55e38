package io.darkroom.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsCheckTest {
    private static final Path HOME =
            Path.of(System.getProperty("basedir", "."), "..").normalize();
    private static final String MODELS = HOME.resolve("models").toString();
    private static final Path RECORDED = HOME.resolve("diffusion/src/test/resources/golden/pictures");

    private final CommandLineFixture commands = new CommandLineFixture(HOME);

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"models", "models check", "models check m --json --table", "models check m n"})
    void wrongUsageEndsWithTwo(String line) {
        assertThat(commands.execute(line.split(" ", -1))).isEqualTo(2);
        assertThat(commands.out()).isEmpty();
    }

    @Test
    void tellsWhatTheDemoModelOffers() {
        int exitCode = commands.execute("models", "check", MODELS);

        assertThat(exitCode).isZero();
        assertThat(commands.out())
                .startsWith("PASS shapes")
                .containsPattern("kind +sd1\n")
                .containsPattern("pipelines +txt2img img2img inpaint\n")
                .containsPattern("sizes +64..1024, multiples of 32, by default 128x128")
                .containsPattern("scheduler +ddim, or any of ")
                .contains("unet/model.onnx: sample FLOAT [batch_size, 4, height, width]")
                .contains("seconds a step")
                .contains("none of this model");
    }

    @Test
    void holdsAModelToItsRecordings() throws IOException {
        record("txt2img-euler", "txt2img-euler");

        int exitCode = commands.execute("models", "check", MODELS + "/shapes", "--golden", temporary.toString());

        assertThat(exitCode).isZero();
        assertThat(commands.out())
                .contains("1 of 1 hold")
                .containsPattern("txt2img-euler: .*% within 1 of 255, largest difference [0-3]\n");
    }

    @Test
    void failsIfARecordingDoesNotHold() throws IOException {
        record("txt2img-euler", "txt2img-ddim");

        int exitCode = commands.execute("models", "check", MODELS, "--golden", temporary.toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(commands.out()).startsWith("FAIL shapes").contains("0 of 1 hold", "too far");
    }

    @Test
    void printsJson() throws IOException {
        record("txt2img-euler", "txt2img-euler");

        commands.execute("models", "check", MODELS, "--golden", temporary.toString(), "--json");

        JsonNode report = new JsonMapper().readTree(commands.out());
        assertThat(report.path("model").textValue()).isEqualTo("shapes");
        assertThat(report.path("pass").booleanValue()).isTrue();
        assertThat(report.path("inputs")).hasSize(6);
        assertThat(report.path("recordings").path(0).path("largest_difference").intValue())
                .isLessThanOrEqualTo(3);
    }

    @Test
    void printsATable() throws IOException {
        record("txt2img-euler", "txt2img-euler");

        commands.execute("models", "check", MODELS, "--golden", temporary.toString(), "--table");

        assertThat(commands.out())
                .contains("| euler | txt2img | shapes | 1 |")
                .hasLineCount(3)
                .endsWith("| holds |\n");
    }

    @Test
    void saysWhyAFolderCannotBeDrawnWith() {
        int exitCode = commands.execute("models", "check", temporary.toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(commands.out()).startsWith("FAIL ").contains("model_index.json: is missing");
    }

    @Test
    void refusesFoldersThatAreNotThere() {
        assertThat(commands.execute("models", "check", "/no/such/folder")).isEqualTo(1);
        assertThat(commands.err()).isEqualTo("darkroom: the folder /no/such/folder does not exist\n");
    }

    @Test
    void refusesAFolderWithoutRecordingsIfItWasNamed() {
        assertThat(commands.execute("models", "check", MODELS, "--golden", temporary.toString()))
                .isEqualTo(1);
        assertThat(commands.err()).contains("has no folder pictures");
    }

    private void record(String request, String picture) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("pictures"));
        Files.copy(RECORDED.resolve(request + ".json"), folder.resolve(request + ".json"));
        Files.copy(RECORDED.resolve(picture + ".png"), folder.resolve(request + ".png"));
    }
}
