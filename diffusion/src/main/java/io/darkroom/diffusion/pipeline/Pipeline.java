package io.darkroom.diffusion.pipeline;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A way to draw: from text alone, from a picture, or within a mask on a picture. */
public enum Pipeline {
    /** From noise. */
    TXT2IMG("initImage and mask are required: this model draws only within masks"),
    /** From a picture. */
    IMG2IMG("initImage is not possible with this model"),
    /** Within a mask on a picture. */
    INPAINT("mask is not possible with this model");

    private final String refusal;

    Pipeline(String refusal) {
        this.refusal = refusal;
    }

    /** Those of a model: pictures need its VAE's encoder, and a U-Net trained to inpaint does nothing else. */
    static Set<Pipeline> of(boolean inpainting, boolean takesPictures) {
        if (inpainting) {
            return EnumSet.of(INPAINT);
        }
        return takesPictures ? EnumSet.allOf(Pipeline.class) : EnumSet.of(TXT2IMG);
    }

    /** The name as clients write it, for example {@code txt2img}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Says, beginning with the parameter, that a model has not got this one. */
    String refusal() {
        return refusal;
    }
}
