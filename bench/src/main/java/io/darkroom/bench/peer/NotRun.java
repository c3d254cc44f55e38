package io.darkroom.bench.peer;

/** A peer cannot be run here; the message says what is missing. */
public final class NotRun extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public NotRun(String reason) {
        super(reason);
    }
}
