package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.darkroom.diffusion.model.ModelException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** One input or output of a graph, as the graph declares it; what does not fit is refused by its name. Immutable. */
final class Port {
    private final String file;
    private final String what;
    private final String name;
    private final TensorInfo tensor;

    /**
     * Holds a declaration.
     *
     * @param side {@code input} or {@code output}
     */
    Port(String file, String side, String name, TensorInfo tensor) {
        this.file = file;
        this.what = side + " " + name;
        this.name = name;
        this.tensor = tensor;
    }

    String name() {
        return name;
    }

    int rank() {
        return tensor.getShape().length;
    }

    /** Size of a dimension, below 0 if it is dynamic. */
    long size(int axis) {
        return tensor.getShape()[axis];
    }

    /** The name of a dynamic dimension, empty if it has none. */
    String axisName(int axis) {
        return tensor.getDimensionNames()[axis];
    }

    GraphInput declaration() {
        return new GraphInput(
                file,
                name,
                tensor.type.name(),
                IntStream.range(0, rank()).mapToObj(this::dimension).toList());
    }

    private String dimension(int axis) {
        if (size(axis) >= 0) {
            return String.valueOf(size(axis));
        }
        return axisName(axis).isEmpty() ? "?" : axisName(axis);
    }

    /** A tensor of this port's element type. */
    Tensor zeros(long... shape) {
        return Tensor.zeros(tensor.type, shape);
    }

    Port ofType(Set<OnnxJavaType> types) {
        if (!types.contains(tensor.type)) {
            String supported = String.join(
                    " and ", new TreeSet<>(types).stream().map(Enum::name).toList());
            throw refused("has type " + tensor.type + ", only " + supported + " are supported");
        }
        return this;
    }

    Port ofRank(int rank) {
        if (rank() != rank) {
            throw refused("has " + rank() + " dimensions, expected " + rank);
        }
        return this;
    }

    /** Refuses a dimension that is fixed to anything but {@code size}. */
    Port ofSize(int axis, long size, String whose) {
        if (size(axis) >= 0 && size(axis) != size) {
            throw refused(String.format(
                    Locale.ROOT, "has size %d at dimension %d, but %s is %d", size(axis), axis, whose, size));
        }
        return this;
    }

    /** Refuses a dimension that is fixed: such a graph draws one size only. */
    Port dynamicAt(int... axes) {
        for (int axis : axes) {
            if (size(axis) >= 0) {
                throw refused("is fixed to size " + size(axis) + " at dimension " + axis + ", but must be dynamic");
            }
        }
        return this;
    }

    ModelException refused(String complaint) {
        return new ModelException(file, what + " " + complaint);
    }
}
