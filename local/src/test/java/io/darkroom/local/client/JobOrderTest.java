package io.darkroom.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    void printsNoPrompt() {
        assertThat(JobOrder.of(Prompt.of("canary"), Prompt.of("canary")).with("steps", 4))
                .asString()
                .contains("steps")
                .doesNotContain("canary");
    }
}
