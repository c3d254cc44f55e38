package io.darkroom.diffusion.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Configurations for tests, written as JSON with single quotes. */
final class Config {
    /** What Stable Diffusion 1.x says. */
    static final String SD1 = "{'beta_start': 0.00085, 'beta_end': 0.012, 'beta_schedule': 'scaled_linear', "
            + "'clip_sample': false, 'set_alpha_to_one': false, 'steps_offset': 1, 'timestep_spacing': 'leading'}";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Config() {}

    static SchedulerConfig of(String json) {
        return SchedulerConfig.of(parse(json));
    }

    /** Stable Diffusion 1.x with {@code changes}. */
    static SchedulerConfig sd1With(String changes) {
        ObjectNode json = (ObjectNode) parse(SD1);
        return SchedulerConfig.of(json.setAll((ObjectNode) parse(changes)));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
