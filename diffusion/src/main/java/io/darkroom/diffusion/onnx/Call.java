package io.darkroom.diffusion.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The buffers of one call of a graph. Closing overwrites with zeros what was used of them and keeps them for a later call
 * that they are large enough for.
 */
abstract class Call implements AutoCloseable {
    private final Shape room;
    private final IdleCalls idle;
    private final List<Tensor> buffers = new ArrayList<>();

    /** With room for calls of that shape and of fewer rows. */
    Call(Shape room, IdleCalls idle) {
        this.room = room;
        this.idle = idle;
    }

    final boolean holds(Shape call) {
        return room.holds(call);
    }

    /** Overwrites with zeros every row that was used. */
    abstract void erase();

    /** Makes one of the buffers. Should there be no memory for it, those made before are freed: nobody else knows of them yet. */
    final Tensor buffer(Supplier<Tensor> zeros) {
        try {
            Tensor buffer = zeros.get();
            buffers.add(buffer);
            return buffer;
        } catch (RuntimeException | OutOfMemoryError e) {
            free();
            throw e;
        }
    }

    /** Gives the native memory back. */
    void free() {
        buffers.forEach(Tensor::close);
        buffers.clear();
    }

    @Override
    public void close() {
        erase();
        idle.add(this);
    }
}
