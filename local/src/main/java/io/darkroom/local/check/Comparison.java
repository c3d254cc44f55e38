package io.darkroom.local.check;

import io.darkroom.diffusion.golden.Difference;
import org.jspecify.annotations.Nullable;

/**
 * One recording, drawn again.
 *
 * @param recording its name
 * @param pipeline for example {@code img2img}
 * @param scheduler for example {@code euler-a}
 * @param difference from what diffusers drew, null if it cannot be told
 * @param holds whether that is within the tolerance
 * @param problem why there is no difference, null if there is
 */
record Comparison(
        String recording,
        String pipeline,
        String scheduler,
        @Nullable Difference difference,
        boolean holds,
        @Nullable String problem) {}
