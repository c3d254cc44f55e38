package io.darkroom.worker.retain;

import org.jspecify.annotations.Nullable;

/** The library cannot be reached or refused a statement. Holds the SQL state alone: messages may quote a row. */
public final class LibraryUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the SQL state, if there was one. */
    public LibraryUnavailable(@Nullable String sqlState) {
        super("SQL state " + sqlState);
    }
}
