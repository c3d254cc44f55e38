package io.darkroom.api.config;

/** The service must not start like this; the message tells an operator what to change. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Refuses with one sentence. */
    public StartRefused(String message) {
        super(message, null, false, false);
    }
}
