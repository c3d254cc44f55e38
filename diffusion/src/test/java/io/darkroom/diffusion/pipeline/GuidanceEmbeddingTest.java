package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GuidanceEmbeddingTest {
    @Test
    void isThatOfDiffusers() {
        float[] embedding = GuidanceEmbedding.of(8.5f, 16);

        // The sines that torch gives for a scale of 8.5 and 16 values.
        float[] sines = {-0.851235f, 0.985900f, -0.556073f, 0.285095f, 0.911515f, -0.839541f, 0.339039f, 0.681638f};
        assertThat(Arrays.copyOf(embedding, 8)).containsExactly(sines, within(1e-6f));
        for (int i = 0; i < 8; i++) {
            assertThat(embedding[i] * embedding[i] + embedding[8 + i] * embedding[8 + i])
                    .isCloseTo(1, within(1e-6f));
        }
    }

    @Test
    void withoutGuidanceItIsThatOfZero() {
        assertThat(GuidanceEmbedding.of(1, 5)).containsExactly(0, 0, 1, 1, 0);
    }
}
