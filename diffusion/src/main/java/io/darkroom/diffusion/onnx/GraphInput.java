package io.darkroom.diffusion.onnx;

import java.util.List;

/**
 * One input of a loaded graph, as the graph declares it.
 *
 * @param file the graph, relative to the model folder
 * @param name the input
 * @param type of its elements, for example {@code FLOAT16}
 * @param dimensions a size each; the name of one that is left open, {@code ?} if it has no name
 */
public record GraphInput(String file, String name, String type, List<String> dimensions) {
    /** Copies the dimensions. */
    public GraphInput {
        dimensions = List.copyOf(dimensions);
    }

    /** For people: {@code sample FLOAT [batch_size, 4, height, width]}. */
    @Override
    public String toString() {
        return name + " " + type + " " + dimensions;
    }
}
