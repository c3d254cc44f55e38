package io.darkroom.diffusion.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import org.junit.jupiter.api.Test;

class CallTest {
    private final IdleCalls idle = new IdleCalls();

    /** A call of two buffers, with memory for one. */
    private final class HungryCall extends Call {
        HungryCall(Tensor first) {
            super(new Shape(1, 8, 8, 0), idle);
            buffer(() -> first);
            buffer(() -> {
                throw new OutOfMemoryError("Cannot reserve direct buffer memory");
            });
        }

        @Override
        void erase() {
            throw new AssertionError("nothing was used");
        }
    }

    @Test
    void freesTheBuffersThatItHasIfThereIsNoMemoryForAnother() {
        Tensor first = Tensor.zeros(OnnxJavaType.FLOAT, 2);
        OnnxTensor held = first.head(2);

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> new HungryCall(first));

        assertThat(held.isClosed()).isTrue();
    }
}
