package io.darkroom.local.check;

import io.darkroom.diffusion.onnx.GraphInput;
import io.darkroom.diffusion.pipeline.ModelDescription;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a check of one model folder found.
 *
 * @param name the folder's name
 * @param drawn what was found out by drawing, null if it cannot be drawn with
 * @param problem why not, null if it can
 */
record ModelReport(
        String name, @Nullable Drawn drawn, @Nullable String problem) {
    /**
     * A model that can be drawn with.
     *
     * @param description what it offers
     * @param inputs of all graphs
     * @param fileBytes size of its graphs' files, which is what a worker counts it as
     * @param residentBytes by how much the process grew, empty where the system does not tell
     * @param secondsAStep of one picture of the default size, the first step left out
     * @param comparisons one for each recording of this model
     */
    record Drawn(
            ModelDescription description,
            List<GraphInput> inputs,
            long fileBytes,
            OptionalLong residentBytes,
            double secondsAStep,
            List<Comparison> comparisons) {
        Drawn {
            inputs = List.copyOf(inputs);
            comparisons = List.copyOf(comparisons);
        }

        long holding() {
            return comparisons.stream().filter(Comparison::holds).count();
        }
    }

    /** Whether it can be drawn with and every recording holds. */
    boolean passes() {
        return drawn != null && drawn.holding() == drawn.comparisons().size();
    }
}
