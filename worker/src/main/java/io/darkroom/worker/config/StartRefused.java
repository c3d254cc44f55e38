package io.darkroom.worker.config;

/** The worker must not start like this; the message tells an operator what to change. No stack trace: it would say nothing. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Refuses with one sentence. */
    public StartRefused(String message) {
        super(message, null, false, false);
    }
}
