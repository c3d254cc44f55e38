package io.darkroom.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class DrawingJobTest {
    @Test
    void isWrittenAsThePeersReadIt() {
        JsonNode job = new JsonMapper().valueToTree(DrawingJob.different(1).get(0));

        assertThat(job.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "prompt", "negative_prompt", "width", "height", "steps", "guidance_scale", "scheduler", "seed");
    }

    @Test
    void eightJobsDifferInEverythingThatMayDiffer() {
        assertThat(DrawingJob.different(8)).extracting(DrawingJob::scheduler).contains("ddim", "euler", "dpm++2m");
        assertThat(DrawingJob.different(8))
                .extracting(DrawingJob::guidanceScale)
                .contains(4f, 4.5f, 5f, 5.5f);
        assertThat(DrawingJob.different(8)).extracting(DrawingJob::seed).doesNotHaveDuplicates();
    }
}
