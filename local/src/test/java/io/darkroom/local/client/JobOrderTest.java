package io.darkroom.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.local.LocalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobOrderTest {
    @Test
    void sendsWhatWasSaidAndNothingElse() {
        JobOrder order = JobOrder.of(Prompt.of("a fox"), null).with("steps", 4).with("seed", null);
        ObjectNode body = new JsonMapper().createObjectNode();

        order.writeTo(body);

        assertThat(body).hasToString("{\"prompt\":\"a fox\",\"steps\":4}");
    }

    @Test
    void sendsWhatNotToDraw() {
        ObjectNode body = new JsonMapper().createObjectNode();

        JobOrder.of(Prompt.of("a fox"), Prompt.of("rain")).writeTo(body);

        assertThat(body.path("negative_prompt").asText()).isEqualTo("rain");
    }

    @Test
    void sendsPicturesInBase64() {
        ObjectNode body = new JsonMapper().createObjectNode();

        JobOrder.of(Prompt.of("a fox"), null)
                .withPicture("init_image", PictureBytes.takingOver(new byte[] {1, 2, 3}))
                .withPicture("mask", null)
                .writeTo(body);

        assertThat(body).hasToString("{\"prompt\":\"a fox\",\"init_image\":\"AQID\"}");
    }

    @Test
    void printsNoPromptAndNoPicture() {
        assertThat(JobOrder.of(Prompt.of("canary"), Prompt.of("canary"))
                        .with("steps", 4)
                        .withPicture("init_image", PictureBytes.takingOver(new byte[] {1, 2, 3})))
                .asString()
                .contains("steps")
                .doesNotContain("canary", "AQID", "1, 2");
    }

    @Test
    void sealedItSendsNothingOfWhatIsPrivate() {
        ObjectNode body = new JsonMapper().createObjectNode();

        JobOrder.of(Prompt.of("a canary"), Prompt.of("canary"))
                .with("seed", 7L)
                .with("steps", 4)
                .with("width", 64)
                .with("height", 64)
                .withPicture("init_image", PictureBytes.takingOver(new byte[] {1, 2, 3}))
                .withPicture("mask", PictureBytes.takingOver(new byte[] {1, 2, 3}))
                .writeTo(body, "sealed.away");

        assertThat(body).hasToString("{\"sealed\":\"sealed.away\",\"height\":64,\"steps\":4,\"width\":64}");
    }

    @Test
    void theSizeOfASealedPictureToStartFromIsToldBesideIt() throws IOException {
        byte[] file = Files.readAllBytes(Path.of("../core/src/test/resources/pictures/one-bit.png"));
        JobOrder order = JobOrder.of(Prompt.of("a fox"), null).withPicture("init_image", PictureBytes.takingOver(file));
        ObjectNode body = new JsonMapper().createObjectNode();

        order.writeTo(body, "sealed");

        assertThat(body).hasToString("{\"sealed\":\"sealed\",\"width\":26,\"height\":18}");
    }

    @Test
    void whatNobodyCouldDrawIsNotSealed() {
        JobOrder fox = JobOrder.of(Prompt.of("a fox"), null);
        PictureBytes picture = PictureBytes.takingOver(new byte[1]);

        assertThat(refusal(JobOrder.of(Prompt.of(" "), null), 0)).contains("prompt");
        assertThat(refusal(fox, -1)).contains("seed");
        assertThat(refusal(fox.with("images", 2), Long.MAX_VALUE)).contains("seed");
        assertThat(refusal(fox.withPicture("mask", picture), 0)).contains("init_image");
    }

    private static @Nullable String refusal(JobOrder order, long seed) {
        return catchThrowableOfType(LocalFailure.class, () -> order.document(seed, "{}"))
                .getMessage();
    }
}
