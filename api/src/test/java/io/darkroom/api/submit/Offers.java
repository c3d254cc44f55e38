package io.darkroom.api.submit;

import io.darkroom.core.wire.ModelOffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Models that no worker serves. */
public final class Offers {
    /** A small one: 64..256 pixels in steps of 8. */
    public static final ModelOffer SHAPES = shapes(null);

    /** One that only inpaints. */
    public static final ModelOffer INPAINT = offer("inpaint", List.of("inpaint"), null);

    /** One that came without an encoder for pictures. */
    public static final ModelOffer TEXT_ONLY = offer("text-only", List.of("txt2img"), null);

    private Offers() {}

    /** The small one, from a worker that measured so many seconds a step. */
    public static ModelOffer shapes(@Nullable Double secondsPerStep) {
        return offer("shapes", List.of("txt2img", "img2img", "inpaint"), secondsPerStep);
    }

    private static ModelOffer offer(String name, List<String> pipelines, @Nullable Double secondsPerStep) {
        return new ModelOffer(
                name,
                "sd1",
                pipelines,
                8,
                64,
                256,
                128,
                128,
                20,
                150,
                5f,
                "ddim",
                List.of("ddim", "euler", "lcm"),
                List.of("tcd"),
                Map.of("lcm", new ModelOffer.StepRange(2, 10)),
                2,
                2,
                secondsPerStep);
    }
}
