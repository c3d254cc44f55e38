package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.VaeConfig;
import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.onnx.VaeDecoder;
import java.util.Arrays;
import java.util.List;

/** Turns finished latents into 8-bit RGB. Thread-safe. */
final class Development {
    /*
     * diffusers StableDiffusionPipeline.decode and VaeImageProcessor.postprocess:
     *
     *   z = latent / scaling_factor + shift_factor
     *   v = clamp(decode(z) / 2 + 0.5, 0, 1)
     *   byte = round(v * 255), halves to the even neighbour, as numpy rounds
     */
    private final VaeDecoder decoder;
    private final VaeConfig config;

    Development(VaeDecoder decoder, VaeConfig config) {
        this.decoder = decoder;
        this.config = config;
    }

    /** Develops latents of one size, given in latent units. */
    List<Raster> develop(List<float[]> latents, int height, int width, Cancellation cancellation) {
        List<float[]> inputs = latents.stream().map(this::input).toList();
        List<float[]> planes;
        try {
            planes = decoder.decode(inputs, height, width, cancellation);
        } finally {
            inputs.forEach(input -> Arrays.fill(input, 0));
        }
        try {
            return planes.stream()
                    .map(rgb -> raster(rgb, config.scale() * height, config.scale() * width))
                    .toList();
        } finally {
            planes.forEach(rgb -> Arrays.fill(rgb, 0));
        }
    }

    private float[] input(float[] latent) {
        float[] input = new float[latent.length];
        for (int i = 0; i < latent.length; i++) {
            input[i] = latent[i] / config.scalingFactor() + config.shiftFactor();
        }
        return input;
    }

    /** From planes of red, green and blue, each [height, width] and nominally -1..1, to pixels. */
    static Raster raster(float[] planes, int height, int width) {
        int pixels = height * width;
        byte[] rgb = new byte[3 * pixels];
        for (int colour = 0; colour < 3; colour++) {
            for (int i = 0; i < pixels; i++) {
                rgb[3 * i + colour] = toByte(planes[colour * pixels + i]);
            }
        }
        return new Raster(width, height, rgb);
    }

    private static byte toByte(float value) {
        float clamped = Math.max(0, Math.min(1, value / 2 + 0.5f));
        return (byte) (int) Math.rint(clamped * 255);
    }
}
