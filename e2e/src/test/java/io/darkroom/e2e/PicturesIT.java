package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs that start from a picture. */
@ExtendWith(SharedSystem.class)
class PicturesIT {
    private final Client client;

    PicturesIT(RunningSystem system) {
        this.client = system.client();
    }

    @Test
    void drawsAtTheSizeOfThePictureAndAsManyStepsAsItsStrengthLeaves() {
        Map<String, Object> job = from(Pictures.noise(96, 64, 1));
        job.putAll(Map.of("steps", 10, "strength", 0.3, "scheduler", "euler"));

        JsonNode drawn = client.get("/v1/jobs/" + client.drawn(job)).json();

        assertThat(drawn.path("width").asInt()).isEqualTo(96);
        assertThat(drawn.path("height").asInt()).isEqualTo(64);
        assertThat(drawn.path("progress").path("steps").asInt()).isEqualTo(3);
    }

    @Test
    void keepsWhatTheMaskDoesNotShow() {
        Map<String, Object> job = from(Pictures.black(128, 128));
        job.put("mask", Pictures.base64(Pictures.lowerHalf(128, 128)));
        job.putAll(Map.of("prompt", "a red circle on a white background", "steps", 20));

        Png picture = Png.of(client.picture(client.drawn(job), 0).body());

        assertThat(picture.brightness(0, 48)).isLessThan(24);
        assertThat(picture.brightness(80, 128)).isGreaterThan(96);
    }

    @Test
    void takesAPictureAsLargeAsABodyCanBe() {
        byte[] large = Pictures.lengthened(Pictures.black(64, 64), 13_500_000);

        Png picture = Png.of(client.picture(client.drawn(from(large)), 0).body());

        assertThat(picture.width()).isEqualTo(64);
    }

    @Test
    void takesManyLargeBodiesAtOnceOrPutsThemOff() {
        Map<String, Object> job = from(Pictures.lengthened(Pictures.black(64, 64), 10_000_000));

        List<Answer> answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> client.post("/v1/jobs", job)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(202, 503));
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("busy"));
        assertThat(answers).extracting(Answer::status).contains(202);
        answers.forEach(
                answer -> client.delete("/v1/jobs/" + answer.json().path("id").asText("none")));
    }

    @Test
    void aSeedForAGpuDrawsAnotherPicture() {
        Map<String, Object> job = Jobs.of("steps", 2, "seed", 7);
        Png usual = Png.of(client.picture(client.drawn(job), 0).body());
        job.put("rng", "cuda");

        Png other = Png.of(client.picture(client.drawn(job), 0).body());

        assertThat(other.isCloseTo(usual)).isFalse();
    }

    private static Map<String, Object> from(byte[] picture) {
        return Jobs.of("steps", 4, "init_image", Pictures.base64(picture));
    }
}
