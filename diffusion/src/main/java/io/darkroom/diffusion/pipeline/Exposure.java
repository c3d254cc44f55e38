package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.VaeConfig;
import io.darkroom.diffusion.onnx.VaeEncoder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Turns 8-bit RGB into the distribution of its latent. Thread-safe. */
final class Exposure {
    private static final int COLOURS = 3;

    private final VaeEncoder encoder;
    private final VaeConfig config;

    Exposure(VaeEncoder encoder, VaeConfig config) {
        this.encoder = encoder;
        this.config = config;
    }

    /**
     * Encodes a picture.
     *
     * @param mask what is white in it becomes mid-gray; null for none
     */
    LatentDistribution expose(Raster picture, @Nullable Mask mask) {
        float[] planes = planes(picture, mask);
        try {
            float[] parameters =
                    encoder.encode(planes, picture.height() / config.scale(), picture.width() / config.scale());
            return new LatentDistribution(parameters, config);
        } finally {
            Arrays.fill(planes, 0);
        }
    }

    /** Planes of red, green and blue, -1..1: [3, height, width] row-major. */
    static float[] planes(Raster picture, @Nullable Mask mask) {
        int pixels = picture.width() * picture.height();
        float[] planes = new float[COLOURS * pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            if (mask != null && mask.isWhite(pixel)) {
                continue;
            }
            for (int colour = 0; colour < COLOURS; colour++) {
                int value = picture.rgb()[COLOURS * pixel + colour] & 0xff;
                planes[colour * pixels + pixel] = 2 * (value / 255f) - 1;
            }
        }
        return planes;
    }
}
