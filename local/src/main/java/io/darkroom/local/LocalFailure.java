package io.darkroom.local;

/** Something a local run cannot go on after. The message is one that its user can act on; it never holds a prompt. */
public class LocalFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A failure told by {@code message} alone. */
    public LocalFailure(String message) {
        super(message);
    }

    /** A failure whose {@code cause} is for whoever debugs the launcher; users see the message alone. */
    public LocalFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
