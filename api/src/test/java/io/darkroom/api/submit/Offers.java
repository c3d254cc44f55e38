package io.darkroom.api.submit;

import io.darkroom.core.wire.ModelOffer;
import java.util.List;

/** Models that no worker serves. */
public final class Offers {
    /** A small one: 64..256 pixels in steps of 8. */
    public static final ModelOffer SHAPES = new ModelOffer(
            "shapes",
            "sd1",
            List.of("txt2img"),
            8,
            64,
            256,
            128,
            128,
            20,
            150,
            5f,
            "ddim",
            List.of("ddim", "euler"),
            2,
            null);

    /** One that only inpaints. */
    public static final ModelOffer INPAINT = new ModelOffer(
            "inpaint", "sd1", List.of(), 8, 64, 256, 128, 128, 20, 150, 5f, "ddim", List.of("ddim"), 2, null);

    private Offers() {}
}
