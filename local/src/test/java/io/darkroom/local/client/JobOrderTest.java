package io.darkroom.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.Prompt;
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
}
