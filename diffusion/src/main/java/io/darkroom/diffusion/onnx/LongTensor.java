package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/** An int64 tensor of one row over a direct buffer. */
final class LongTensor implements AutoCloseable {
    private final LongBuffer values;
    private final OnnxTensor tensor;

    private LongTensor(LongBuffer values, OnnxTensor tensor) {
        this.values = values;
        this.tensor = tensor;
    }

    /** A tensor of zeros, [1, length]. */
    static LongTensor zeros(int length) {
        LongBuffer values = ByteBuffer.allocateDirect(length * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
        try {
            long[] shape = {1, length};
            return new LongTensor(values, OnnxTensor.createTensor(OnnxRuntime.environment(), values, shape));
        } catch (OrtException e) {
            throw new IllegalStateException("no tensor of length " + length, e);
        }
    }

    OnnxTensor tensor() {
        return tensor;
    }

    void set(int[] row) {
        for (int i = 0; i < row.length; i++) {
            values.put(i, row[i]);
        }
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
