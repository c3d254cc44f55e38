package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.e2e.canary.Places;
import io.darkroom.local.audit.search.Canary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one command, as a stranger uses it. */
class CliIT {
    @TempDir
    Path folder;

    private CommandLine darkroom;

    @BeforeEach
    void prepare() throws IOException {
        darkroom = new CommandLine(folder);
    }

    @Test
    void drawsAPictureAndForgetsItsPrompt() throws Exception {
        String word = "kanari" + UUID.randomUUID().toString().replace("-", "");
        Path out = folder.resolve("picture.png");

        CommandLine.Result result = darkroom.run(
                "draw",
                "a red circle on a blue background",
                "--negative",
                word,
                "--out",
                out.toString(),
                "--data",
                data());

        assertThat(result.err()).isNotEmpty().noneMatch(line -> line.contains("Exception"));
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).containsExactly(out.toString());
        assertThat(Png.of(Files.readAllBytes(out)).color(64, 64)).isEqualTo("red");
        assertThat(folder.resolve("data")).isNotEmptyDirectory();
        assertThat(Places.search(Places.of(folder.resolve("data")), List.of(Canary.ofText("prompt", word))))
                .isEmpty();
    }

    @Test
    void drawsOverAPicture() throws Exception {
        Path in = Files.write(folder.resolve("in.png"), Pictures.noise(96, 64, 1));
        Path mask = Files.write(folder.resolve("mask.png"), Pictures.lowerHalf(96, 64));
        Path out = folder.resolve("picture.png");

        CommandLine.Result result = darkroom.run(
                "draw",
                "a red circle",
                "--init-image",
                in.toString(),
                "--mask",
                mask.toString(),
                "--strength",
                "0.5",
                "--clip-skip",
                "1",
                "--out",
                out.toString(),
                "--data",
                data());

        assertThat(result.exitCode()).as("%s", result.err()).isZero();
        assertThat(Png.of(Files.readAllBytes(out)).width()).isEqualTo(96);
    }

    @Test
    void readsAPromptFromStandardInputAndAnswersInJson() throws Exception {
        String word = "kanari" + UUID.randomUUID().toString().replace("-", "");

        CommandLine.Result result = darkroom.runWithInput(
                "a blue square, " + word + "\n",
                "draw",
                "-",
                "--json",
                "--images",
                "2",
                "--seed",
                "7",
                "--steps",
                "4",
                "--size",
                "64x96",
                "--scheduler",
                "euler",
                "--guidance-scale",
                "3.5",
                "--retain",
                "--out",
                folder.resolve("picture.png").toString(),
                "--data",
                data());

        assertThat(result.exitCode()).as("%s", result.err()).isZero();
        JsonNode answer = new JsonMapper().readTree(String.join("\n", result.out()));
        assertThat(answer.path("state").asText()).isEqualTo("succeeded");
        assertThat(answer.path("model").asText()).isEqualTo("shapes");
        assertThat(answer.path("pictures"))
                .extracting(picture -> picture.path("seed").asLong())
                .containsExactly(7L, 8L);
        for (JsonNode picture : answer.path("pictures")) {
            Png png = Png.of(Files.readAllBytes(Path.of(picture.path("path").asText())));
            assertThat(List.of(png.width(), png.height())).containsExactly(64, 96);
        }
        assertThat(Places.search(Places.of(folder.resolve("data")), List.of(Canary.ofText("prompt", word))))
                .isEmpty();
    }

    @Test
    void saysInOneLineWhatTheApiRefuses() throws Exception {
        CommandLine.Result result = darkroom.run(
                "draw",
                "a red circle",
                "--steps",
                "151",
                "--out",
                folder.resolve("p.png").toString(),
                "--data",
                data());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).last().asString().contains("\"steps\" must be from 1 to 150");
        assertThat(folder.resolve("p.png")).doesNotExist();
    }

    @Test
    void saysInOneLineThatAPictureCannotBeSaved() throws Exception {
        CommandLine.Result result = darkroom.run(
                "draw",
                "a kanarienvogel",
                "--out",
                folder.resolve("no/such/folder/p.png").toString(),
                "--data",
                data());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .singleElement()
                .asString()
                .startsWith("darkroom: ")
                .contains("no/such/folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "paint",
                "draw",
                "draw kanarienvogel",
                "draw kanarienvogel auf dem dach --out p.png",
                "draw kanarienvogel --out p.png --steps many",
                "draw kanarienvogel --out p.png --size 1x",
                "draw kanarienvogel --out p.png --frobnicate",
                "up --port kanarienvogel",
                "up --workers"
            })
    void tellsWrongUsageWithoutRepeatingIt(String arguments) throws Exception {
        CommandLine.Result result = darkroom.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(String.join("\n", result.err()))
                .startsWith("darkroom: ")
                .doesNotContain("kanarienvogel", "Exception");
    }

    @Test
    void tellsItsVersion() throws Exception {
        CommandLine.Result result = darkroom.run("version");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).singleElement().asString().matches("darkroom \\d+\\.\\d+\\.\\d+.*");
    }

    private String data() {
        return folder.resolve("data").toString();
    }
}
