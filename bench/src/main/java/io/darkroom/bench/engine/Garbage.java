package io.darkroom.bench.engine;

import com.sun.management.ThreadMXBean;
import io.darkroom.bench.report.Row;
import io.darkroom.bench.report.Target;
import io.darkroom.bench.suite.Settings;
import io.darkroom.diffusion.pipeline.EngineSettings;
import io.darkroom.diffusion.pipeline.Picture;
import io.darkroom.diffusion.pipeline.PictureRequest;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/** What a step leaves on the heap, beside the smallest tensor there is, the latent: less than that holds none. */
final class Garbage {
    /** Large enough that a tensor stands out from small objects. */
    private static final int SIDE = 512;

    private static final int WARM_UP = 3;
    private static final int STEPS = 5;

    private Garbage() {}

    static Row row(Settings settings) {
        double latent = 4.0 * (SIDE / 8) * (SIDE / 8) * Float.BYTES / 1024;
        PictureRequest request = new PictureRequest("a red circle", "gray", SIDE, SIDE, WARM_UP + STEPS, 5, "euler", 1);
        try (StableDiffusion model = StableDiffusion.load(settings.model(), new EngineSettings(settings.threads()));
                Picture picture = model.begin(request, 1).get(0)) {
            for (int step = 0; step < WARM_UP; step++) {
                model.step(List.of(picture));
            }
            double[] each = new double[STEPS];
            for (int step = 0; step < STEPS; step++) {
                long before = allocated();
                model.step(List.of(picture));
                each[step] = (allocated() - before) / 1024.0;
            }
            double[] latents = new double[STEPS];
            Arrays.fill(latents, latent);
            return Row.of(
                            "heap garbage a step, " + SIDE + "x" + SIDE + ": no tensor-sized allocation",
                            "KiB",
                            each,
                            "one latent",
                            latents)
                    .meant(Target.atMost(1));
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
