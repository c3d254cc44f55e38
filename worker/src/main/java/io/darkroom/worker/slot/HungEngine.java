package io.darkroom.worker.slot;

/** A drawing neither goes on nor ends. */
final class HungEngine extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HungEngine() {
        super("hung", null, false, false);
    }
}
