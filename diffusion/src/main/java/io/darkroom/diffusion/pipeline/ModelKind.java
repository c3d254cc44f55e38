package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.ModelFolder;
import java.util.Locale;

/** A family of models and what its pictures are asked for when a request leaves it out. */
enum ModelKind {
    /** What the demo model is best at (models/README.md: 4..7); Stable Diffusion itself is usually drawn at 7.5. */
    SD1(20, 5),
    /** Stable Diffusion 2.x, its text encoder of the OpenCLIP family; diffusers draws it at 7.5. */
    SD2(20, 7.5f),
    /** Distilled from 2.x to one step without guidance. */
    SD_TURBO(1, 0),
    /** diffusers draws it at 5. */
    SDXL(20, 5),
    /** Distilled from XL to one to four steps without guidance. */
    SDXL_TURBO(4, 0),
    /** Latent consistency: two to eight steps, told its guidance, which diffusers sets to 8.5. */
    LCM(4, 8.5f);

    private final int defaultSteps;
    private final float defaultGuidanceScale;

    ModelKind(int defaultSteps, float defaultGuidanceScale) {
        this.defaultSteps = defaultSteps;
        this.defaultGuidanceScale = defaultGuidanceScale;
    }

    static ModelKind of(ModelFolder folder) {
        if (folder.unet().takesGuidance()) {
            return LCM;
        }
        if (folder.index().isXl()) {
            return folder.isDistilled() ? SDXL_TURBO : SDXL;
        }
        if (folder.texts().get(0).encoder().openClip()) {
            return folder.isDistilled() ? SD_TURBO : SD2;
        }
        return SD1;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int defaultSteps() {
        return defaultSteps;
    }

    float defaultGuidanceScale() {
        return defaultGuidanceScale;
    }
}
