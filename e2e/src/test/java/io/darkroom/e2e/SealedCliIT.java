package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.PictureSeal;
import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.e2e.canary.Places;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import io.darkroom.local.audit.search.Canary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code draw --seal}, against a service that runs and against one of its own. */
@ExtendWith(SharedSystem.class)
class SealedCliIT {
    private static final String UNKNOWN = "0123456789012345678901234567890123456789012";

    @TempDir
    Path folder;

    private final RunningSystem system;
    private final Client client;
    private Path out;
    private CommandLine darkroom;

    SealedCliIT(RunningSystem system) {
        this.system = system;
        this.client = system.client();
    }

    @BeforeEach
    void prepare() throws IOException {
        out = folder.resolve("picture.png");
        darkroom = new CommandLine(folder);
        Files.writeString(folder.resolve("api.key"), system.cluster().apiKey().reveal() + "\n");
    }

    private CommandLine.Result draw(String prompt, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("draw", prompt, "--out", out.toString(), "--seal"));
        words.addAll(List.of(more));
        return darkroom.run(words.toArray(String[]::new));
    }

    /** Where the shared system serves. */
    private String[] there(String... more) {
        return Stream.concat(
                        Stream.of(
                                "--server",
                                system.cluster().url().toString(),
                                "--api-key-file",
                                folder.resolve("api.key").toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private String workersThumbprint() {
        return client.get("/v1/keys").json().path("keys").path(0).path("kid").asText();
    }

    @Test
    void drawsWithAServiceOfItsOwnAndForgets() throws Exception {
        String word = "kanari" + UUID.randomUUID().toString().replace("-", "");
        Path data = folder.resolve("data");

        CommandLine.Result result = draw(Jobs.RED_CIRCLE, "--negative", word, "--data", data.toString());

        assertThat(result.exitCode()).as("%s", result.err()).isZero();
        assertThat(result.out()).containsExactly(out.toString());
        assertThat(Png.of(Files.readAllBytes(out)).color(64, 64)).isEqualTo("red");
        assertThat(Places.search(Places.of(data), List.of(Canary.ofText("prompt", word))))
                .isEmpty();
    }

    @Test
    void drawsWithARunningServiceAndLeavesNothingThere() throws Exception {
        CommandLine.Result result = draw(
                Jobs.RED_CIRCLE,
                there(
                        "--pin",
                        UNKNOWN,
                        "--pin",
                        workersThumbprint(),
                        "--seed",
                        "7",
                        "--steps",
                        "4",
                        "--images",
                        "2",
                        "--json"));

        assertThat(result.exitCode()).as("%s", result.err()).isZero();
        JsonNode answer = new JsonMapper().readTree(String.join("\n", result.out()));
        assertThat(answer.path("pictures"))
                .extracting(picture -> picture.path("seed").asLong())
                .containsExactly(7L, 8L);
        String same = client.drawn(Jobs.of("seed", 7, "steps", 4, "images", 2));
        for (int i = 0; i < 2; i++) {
            Png drawn = Png.of(Files.readAllBytes(folder.resolve("picture-" + i + ".png")));
            assertThat(drawn.isCloseTo(Png.of(client.picture(same, i).body()))).isTrue();
        }
        assertThat(client.get("/v1/jobs/" + answer.path("id").asText()).code()).isEqualTo("job_deleted");
    }

    @Test
    void drawsOverAPictureOfAnotherSizeThanTheModels() throws Exception {
        Path in = Files.write(folder.resolve("in.png"), Pictures.noise(96, 64, 1));
        Path mask = Files.write(folder.resolve("mask.png"), Pictures.lowerHalf(96, 64));

        CommandLine.Result result = draw(
                Jobs.RED_CIRCLE,
                there("--init-image", in.toString(), "--mask", mask.toString(), "--strength", "0.5", "--steps", "4"));

        assertThat(result.exitCode()).as("%s", result.err()).isZero();
        Png png = Png.of(Files.readAllBytes(out));
        assertThat(List.of(png.width(), png.height())).containsExactly(96, 64);
    }

    @Test
    void sealsToNoKeyThatIsNotPinned() throws Exception {
        String before = client.get("/v1/jobs").text();

        CommandLine.Result result = draw("a kanarienvogel", there("--pin", UNKNOWN));

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).singleElement().asString().contains("--pin").doesNotContain("kanarienvogel");
        assertThat(out).doesNotExist();
        assertThat(client.get("/v1/jobs").text()).isEqualTo(before);
    }

    @Test
    void whatIsKeptOpensWithTheKeyThatWasKept() throws Exception {
        Path key = folder.resolve("own.jwks");

        CommandLine.Result result =
                draw(Jobs.RED_CIRCLE, there("--retain", "--result-key", key.toString(), "--steps", "4", "--json"));

        assertThat(result.exitCode()).as("%s", result.err()).isZero();
        String id = new JsonMapper()
                .readTree(String.join("\n", result.out()))
                .path("id")
                .asText();
        Answer kept = client.picture(id, 0);
        assertThat(kept.header("Content-Type")).contains("application/jose");
        PictureBytes opened =
                PictureSeal.open(OpeningKeys.read(key), JobId.parse(id).orElseThrow(), 0, kept.text());
        assertThat(opened.revealBytes()).isEqualTo(Files.readAllBytes(out));
        assertThat(client.delete("/v1/jobs/" + id).status()).isEqualTo(204);
    }

    @Test
    void tellsWhatTheServiceRefuses() throws Exception {
        Files.writeString(folder.resolve("api.key"), "dk_wrong");

        CommandLine.Result result = draw("a kanarienvogel", there());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .singleElement()
                .asString()
                .contains("(unauthorized)")
                .doesNotContain("dk_wrong", "kanarienvogel");
    }
}
