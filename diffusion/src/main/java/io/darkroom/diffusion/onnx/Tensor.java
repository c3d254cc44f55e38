package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A tensor over a direct buffer that Java and ONNX Runtime read and write without copying. Whatever type its elements have,
 * they are floats to Java. Row-major.
 */
final class Tensor implements AutoCloseable {
    private final ByteBuffer bytes;
    private final Elements elements;
    private final OnnxTensor tensor;
    /** Tensors of fewer rows over the same memory, by their number; made when first asked for. */
    private final Map<Integer, OnnxTensor> heads = new HashMap<>();

    private Tensor(ByteBuffer bytes, Elements elements, OnnxTensor tensor) {
        this.bytes = bytes;
        this.elements = elements;
        this.tensor = tensor;
    }

    /**
     * A tensor of zeros.
     *
     * @param type one that {@link Elements} knows
     * @param shape no dimension at all is a scalar
     * @throws IllegalArgumentException beyond 2 GiB
     */
    static Tensor zeros(OnnxJavaType type, long... shape) {
        long size = Arrays.stream(shape).reduce(type.size, Math::multiplyExact);
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a tensor of shape " + Arrays.toString(shape) + " exceeds 2 GiB");
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect((int) size).order(ByteOrder.nativeOrder());
        return new Tensor(bytes, Elements.of(type, bytes), over(bytes, type, shape));
    }

    private static OnnxTensor over(ByteBuffer bytes, OnnxJavaType type, long... shape) {
        try {
            return OnnxTensor.createTensor(OnnxRuntime.environment(), bytes, shape, type);
        } catch (OrtException e) {
            throw new IllegalStateException("no tensor of shape " + Arrays.toString(shape), e);
        }
    }

    /** The first {@code rows} along the first dimension; all of it if it has no more, or is a scalar. */
    OnnxTensor head(int rows) {
        return rows < rows() ? heads.computeIfAbsent(rows, this::makeHead) : tensor;
    }

    private OnnxTensor makeHead(int rows) {
        long[] shape = tensor.getInfo().getShape();
        shape[0] = rows;
        ByteBuffer head = bytes.duplicate().order(ByteOrder.nativeOrder()).limit(rows * (bytes.capacity() / rows()));
        return over(head, tensor.getInfo().type, shape);
    }

    private int rows() {
        long[] shape = tensor.getInfo().getShape();
        return shape.length == 0 ? 1 : (int) shape[0];
    }

    /** Number of elements, 1 for a scalar. */
    int size() {
        return elements.size();
    }

    /** Copies {@code values} to where element {@code from} and those after it lie. */
    void set(int from, float... values) {
        elements.set(from, values);
    }

    /** Copies {@code row} to where row number {@code index} lies, all rows being as long as this one. */
    void setRow(int index, float[] row) {
        elements.set(index * row.length, row);
    }

    void getRow(int index, float[] row) {
        elements.get(index * row.length, row);
    }

    void erase() {
        erase(rows());
    }

    /** Overwrites the first {@code rows} along the first dimension with zeros, all if it has no more. */
    void erase(int rows) {
        int end = Math.min(rows, rows()) * (bytes.capacity() / rows());
        int whole = end / Long.BYTES * Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            bytes.putLong(i, 0);
        }
        for (int i = whole; i < end; i++) {
            bytes.put(i, (byte) 0);
        }
    }

    @Override
    public void close() {
        heads.values().forEach(OnnxTensor::close);
        tensor.close();
    }
}
