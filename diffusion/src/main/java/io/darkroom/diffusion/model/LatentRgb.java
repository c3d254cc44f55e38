package io.darkroom.diffusion.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code latent_rgb.json} says, if a model has that file: the colour that a latent unit has on the whole, as a linear
 * function of its channels. It stands in for the decoder where a glance is enough. Immutable.
 */
public final class LatentRgb {
    /** Where the factors lie in a model folder; no exporter writes it. */
    public static final String FILE = "latent_rgb.json";

    private static final List<String> COLOURS = List.of("red", "green", "blue");

    /** For each colour a weight of each latent channel, then a constant. */
    private final List<float[]> factors;

    private LatentRgb(List<float[]> factors) {
        this.factors = factors;
    }

    /**
     * Reads the factors of a model, empty if it has none.
     *
     * @throws ModelException if the file is not three lists of {@code latentChannels + 1} numbers
     */
    public static Optional<LatentRgb> read(Path folder, int latentChannels) {
        if (!Files.exists(folder.resolve(FILE))) {
            return Optional.empty();
        }
        JsonFile file = JsonFile.read(folder, FILE);
        return Optional.of(new LatentRgb(COLOURS.stream()
                .map(colour -> file.numbers(colour, latentChannels + 1))
                .toList()));
    }

    /**
     * The colours of a latent.
     *
     * @param latent as the U-Net has it: [channels, height, width] row-major
     * @return about -1..1, [3, height, width] row-major
     */
    public float[] apply(float[] latent) {
        int channels = factors.get(0).length - 1;
        int units = latent.length / channels;
        float[] planes = new float[COLOURS.size() * units];
        for (int i = 0; i < planes.length; i++) {
            float[] colour = factors.get(i / units);
            float value = colour[channels];
            for (int channel = 0; channel < channels; channel++) {
                value += colour[channel] * latent[channel * units + i % units];
            }
            planes[i] = value;
        }
        return planes;
    }
}
