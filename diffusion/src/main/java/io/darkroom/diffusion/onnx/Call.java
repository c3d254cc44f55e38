package io.darkroom.diffusion.onnx;

/** The buffers of one call of a graph. Closing overwrites them with zeros and keeps them for a later call of that shape. */
abstract class Call implements AutoCloseable {
    private final Object shape;
    private final IdleCalls idle;

    /** Of that shape, a value whose equals tells which calls fit. */
    Call(Object shape, IdleCalls idle) {
        this.shape = shape;
        this.idle = idle;
    }

    final Object shape() {
        return shape;
    }

    /** Overwrites every buffer with zeros. */
    abstract void erase();

    /** Gives the native memory back. */
    abstract void free();

    @Override
    public void close() {
        erase();
        idle.add(this);
    }
}
