package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.VaeConfig;
import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.onnx.VaeEncoder;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns 8-bit RGB into the distributions of latents. Thread-safe. */
final class Exposure {
    private static final int COLOURS = 3;

    private final VaeEncoder encoder;
    private final VaeConfig config;

    Exposure(VaeEncoder encoder, VaeConfig config) {
        this.encoder = encoder;
        this.config = config;
    }

    /**
     * A picture to be encoded, once for each time that it is asked for.
     *
     * @param mask what is white in it becomes mid-gray; null for none
     */
    record Plate(Raster picture, @Nullable Mask mask) {}

    /** Encodes pictures, those of one size together; gives one for each. */
    List<LatentDistribution> expose(List<Plate> plates, Cancellation cancellation) {
        Map<Plate, LatentDistribution> exposed = new IdentityHashMap<>();
        plates.stream()
                .collect(Collectors.groupingBy(plate ->
                        List.of(plate.picture().height(), plate.picture().width())))
                .forEach((size, alike) -> exposeAlike(alike, size.get(0), size.get(1), cancellation, exposed));
        return plates.stream().map(exposed::get).toList();
    }

    private void exposeAlike(
            List<Plate> plates,
            int height,
            int width,
            Cancellation cancellation,
            Map<Plate, LatentDistribution> exposed) {
        List<float[]> planes = plates.stream()
                .map(plate -> planes(plate.picture(), plate.mask()))
                .toList();
        try {
            List<float[]> parameters =
                    encoder.encode(planes, height / config.scale(), width / config.scale(), cancellation);
            for (int i = 0; i < plates.size(); i++) {
                exposed.put(plates.get(i), new LatentDistribution(parameters.get(i), config));
            }
        } finally {
            planes.forEach(rgb -> Arrays.fill(rgb, 0));
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
