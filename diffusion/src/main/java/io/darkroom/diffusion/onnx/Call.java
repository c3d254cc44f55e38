package io.darkroom.diffusion.onnx;

/**
 * The buffers of one call of a graph. Closing overwrites with zeros what was used of them and keeps them for a later call
 * that they are large enough for.
 */
abstract class Call implements AutoCloseable {
    private final Shape room;
    private final IdleCalls idle;

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

    /** Gives the native memory back. */
    abstract void free();

    @Override
    public void close() {
        erase();
        idle.add(this);
    }
}
