package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Set;

/** Elements of one type in a buffer, converted from and to float on the way, in place. */
interface Elements {
    /** Numbers with a fraction. */
    Set<OnnxJavaType> REAL = Set.of(OnnxJavaType.FLOAT, OnnxJavaType.FLOAT16);

    /** Numbers without; floats are rounded to them. A float holds every whole number up to 2^24, so every token id. */
    Set<OnnxJavaType> WHOLE = Set.of(OnnxJavaType.INT32, OnnxJavaType.INT64);

    int size();

    void set(int from, float[] values);

    void get(int from, float[] values);

    static Elements of(OnnxJavaType type, ByteBuffer bytes) {
        return switch (type) {
            case FLOAT -> new Floats(bytes.asFloatBuffer());
            case FLOAT16 -> new Halves(bytes.asShortBuffer());
            case INT32 -> new Ints(bytes.asIntBuffer());
            case INT64 -> new Longs(bytes.asLongBuffer());
            default -> throw new IllegalArgumentException("no elements of type " + type);
        };
    }

    /** As they are. */
    record Floats(FloatBuffer buffer) implements Elements {
        @Override
        public int size() {
            return buffer.capacity();
        }

        @Override
        public void set(int from, float[] values) {
            buffer.put(from, values);
        }

        @Override
        public void get(int from, float[] values) {
            buffer.get(from, values);
        }
    }

    /** IEEE 754 half precision, rounded to the nearest. */
    record Halves(ShortBuffer buffer) implements Elements {
        @Override
        public int size() {
            return buffer.capacity();
        }

        @Override
        public void set(int from, float[] values) {
            for (int i = 0; i < values.length; i++) {
                buffer.put(from + i, Fp16Conversions.floatToFp16(values[i]));
            }
        }

        @Override
        public void get(int from, float[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Fp16Conversions.fp16ToFloat(buffer.get(from + i));
            }
        }
    }

    /** 32-bit whole numbers. */
    record Ints(IntBuffer buffer) implements Elements {
        @Override
        public int size() {
            return buffer.capacity();
        }

        @Override
        public void set(int from, float[] values) {
            for (int i = 0; i < values.length; i++) {
                buffer.put(from + i, Math.round(values[i]));
            }
        }

        @Override
        public void get(int from, float[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = buffer.get(from + i);
            }
        }
    }

    /** 64-bit whole numbers. */
    record Longs(LongBuffer buffer) implements Elements {
        @Override
        public int size() {
            return buffer.capacity();
        }

        @Override
        public void set(int from, float[] values) {
            for (int i = 0; i < values.length; i++) {
                buffer.put(from + i, Math.round(values[i]));
            }
        }

        @Override
        public void get(int from, float[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = buffer.get(from + i);
            }
        }
    }
}
