package io.darkroom.worker.draw;

/** The engine takes no more orders: nobody's fault, and another worker's may. */
final class EngineStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineStopped() {
        super("stopped", null, false, false);
    }
}
