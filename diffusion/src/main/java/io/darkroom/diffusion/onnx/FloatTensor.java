package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** A float32 tensor over a direct buffer that Java and ONNX Runtime read and write without copying. Row-major. */
final class FloatTensor implements AutoCloseable {
    private final FloatBuffer values;
    private final OnnxTensor tensor;

    private FloatTensor(FloatBuffer values, OnnxTensor tensor) {
        this.values = values;
        this.tensor = tensor;
    }

    /**
     * A tensor of zeros.
     *
     * @param shape no dimension at all is a scalar
     * @throws IllegalArgumentException beyond 2 GiB
     */
    static FloatTensor zeros(long... shape) {
        long bytes = Arrays.stream(shape).reduce(Float.BYTES, Math::multiplyExact);
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a tensor of shape " + Arrays.toString(shape) + " exceeds 2 GiB");
        }
        FloatBuffer values = ByteBuffer.allocateDirect((int) bytes)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        try {
            return new FloatTensor(values, OnnxTensor.createTensor(OnnxRuntime.environment(), values, shape));
        } catch (OrtException e) {
            throw new IllegalStateException("no tensor of shape " + Arrays.toString(shape), e);
        }
    }

    OnnxTensor tensor() {
        return tensor;
    }

    FloatBuffer values() {
        return values;
    }

    /** Copies {@code row} to where row number {@code index} lies, all rows being as long as this one. */
    void setRow(int index, float[] row) {
        values.put(index * row.length, row);
    }

    void getRow(int index, float[] row) {
        values.get(index * row.length, row);
    }

    void erase() {
        for (int i = 0; i < values.capacity(); i++) {
            values.put(i, 0);
        }
    }

    @Override
    public void close() {
        tensor.close();
    }
}
