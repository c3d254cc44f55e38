package io.darkroom.diffusion.onnx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A few calls that nobody is using, the one put back last first. Thread-safe. */
final class IdleCalls implements AutoCloseable {
    /*
     * Direct memory is only given back when the collector runs, so buffers are kept: enough for the shapes that a worker
     * has in hand at a time, few enough that sizes drawn once do not pile up.
     */
    private static final int MOST = 8;

    private final Deque<Call> calls = new ArrayDeque<>();

    /** Removes and returns a call with room for that shape, null if there is none. */
    synchronized @Nullable Call take(Shape shape) {
        Iterator<Call> each = calls.iterator();
        while (each.hasNext()) {
            Call call = each.next();
            if (call.holds(shape)) {
                each.remove();
                return call;
            }
        }
        return null;
    }

    synchronized void add(Call call) {
        calls.addFirst(call);
        if (calls.size() > MOST) {
            calls.removeLast().free();
        }
    }

    /** Frees all that are here; later ones are kept again. */
    synchronized void clear() {
        calls.forEach(Call::free);
        calls.clear();
    }

    @Override
    public void close() {
        clear();
    }
}
