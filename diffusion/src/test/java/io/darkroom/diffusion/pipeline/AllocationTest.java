package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step leaves no garbage of a tensor's size on the heap. */
class AllocationTest {
    private static final int SIDE = 512;
    /** Of the smallest tensor, the latent. */
    private static final long LATENT_BYTES = 4L * (SIDE / 8) * (SIDE / 8) * Float.BYTES;

    @ParameterizedTest
    @ValueSource(strings = {"sd1-optimum", "sd1-half", "sd1-inpaint", "sdxl"})
    void aStepAllocatesLessThanOneLatent(String name) {
        StableDiffusion model = TestModels.get(name);
        try (Picture picture = begin(model, 5)) {
            for (int warmUp = 0; warmUp < 5; warmUp++) {
                model.step(List.of(picture));
            }
            long before = allocated();
            for (int step = 0; step < 5; step++) {
                model.step(List.of(picture));
            }

            assertThat((allocated() - before) / 5).isLessThan(LATENT_BYTES / 2);
        }
    }

    @Test
    void aStepOfChangingCompanyAllocatesLessThanOneLatentEach() {
        StableDiffusion model = TestModels.get("sdxl");
        List<Picture> pictures = IntStream.range(0, 5)
                .mapToObj(i -> begin(model, i % 2 == 0 ? 5 : 1))
                .toList();
        for (int warmUp = 1; warmUp <= 5; warmUp++) {
            model.step(pictures.subList(0, warmUp));
        }
        long before = allocated();
        for (int step = 1; step <= 5; step++) {
            model.step(pictures.subList(0, step));
        }

        assertThat((allocated() - before) / 15).isLessThan(LATENT_BYTES / 2);
        pictures.forEach(Picture::close);
    }

    private static Picture begin(StableDiffusion model, float guidanceScale) {
        PictureRequest request = new PictureRequest("a red circle", "gray", SIDE, SIDE, 12, guidanceScale, "euler", 1);
        boolean masked = !model.description().pipelines().contains(Pipeline.TXT2IMG);
        if (masked) {
            request = request.from(new Raster(SIDE, SIDE, new byte[3 * SIDE * SIDE]), 1)
                    .within(new Mask(SIDE, SIDE, new byte[SIDE * SIDE]));
        }
        return model.begin(request, 1).get(0);
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
