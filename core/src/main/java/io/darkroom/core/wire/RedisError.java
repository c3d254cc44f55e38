package io.darkroom.core.wire;

/** Errors that Redis answers with, which clients hand on within exceptions of their own. */
public enum RedisError {
    /** A write while {@code maxmemory} is reached and nothing may be evicted. */
    OUT_OF_MEMORY("OOM "),
    /** A command for another type of value than the key has. */
    WRONG_TYPE("WRONGTYPE"),
    /** A script that Redis does not keep, or no more; it has done nothing then. */
    NO_SCRIPT("NOSCRIPT");

    private final String code;

    RedisError(String code) {
        this.code = code;
    }

    /** Whether this is what {@code failure} comes of. */
    public boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && cause.getMessage().contains(code)) {
                return true;
            }
        }
        return false;
    }
}
