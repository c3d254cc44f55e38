package io.darkroom.local.audit.job;

/** How a job comes in, and how it ends. */
public enum Kind {
    /** Drawn from a prompt, and from a picture within a mask. */
    PLAIN("plain"),
    /** The same, sealed by the client, its pictures too. */
    SEALED("sealed"),
    /** Drawn and kept. */
    RETAINED("retained"),
    /** Drawn, and erased as it is read. */
    READ_ONCE("read-once"),
    /** Refused by the worker, which cannot read what was sealed. */
    FAILED("failed"),
    /** Deleted while it waits and while it is drawn. */
    CANCELLED("cancelled"),
    /** Past its deadline while it is drawn. */
    EXPIRED("expired"),
    /** Drawn by a second worker, after the first was killed. */
    KILLED("killed"),
    /** Words in every part of a request where they do not belong. */
    BAD_INPUT("bad-input");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    /** Its name in a table and on a command line. */
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
