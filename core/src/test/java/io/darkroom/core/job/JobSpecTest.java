package io.darkroom.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class JobSpecTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static final JobSpec FROM_A_PICTURE = new JobSpec(
            "shapes",
            64,
            128,
            20,
            5,
            "ddim",
            2,
            Lane.BULK,
            true,
            DeliveryMode.ONCE,
            60,
            Pipeline.IMG2IMG,
            0.7,
            1,
            0.5f,
            Rng.CUDA,
            null);

    @Test
    void isReadAsItWasStored() throws Exception {
        String stored = JSON.writeValueAsString(FROM_A_PICTURE);

        assertThat(stored).contains("\"pipeline\":\"img2img\"", "\"strength\":0.7", "\"rng\":\"cuda\"");
        assertThat(JSON.readValue(stored, JobSpec.class)).isEqualTo(FROM_A_PICTURE);
    }

    @Test
    void takesWhatAnEarlierVersionStoredForADrawingFromText() throws Exception {
        String stored = """
                {"model": "shapes", "width": 64, "height": 128, "steps": 20, "guidance_scale": 5.0, "scheduler": "ddim",
                 "images": 2, "lane": "bulk", "retain": true, "delivery": "once", "ttl_seconds": 60}
                """;

        assertThat(JSON.readValue(stored, JobSpec.class))
                .isEqualTo(new JobSpec("shapes", 64, 128, 20, 5, "ddim", 2, Lane.BULK, true, DeliveryMode.ONCE, 60));
    }
}
