package io.darkroom.api.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that the caller is told. Its texts are made of names and limits, never of values that were sent: people paste
 * prompts into the wrong field.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String field;
    private final String detail;
    private final @Nullable Duration retryAfter;

    private ProblemException(ErrorCode code, @Nullable String field, String detail, @Nullable Duration retryAfter) {
        super(code.wireName(), null, false, false);
        this.code = code;
        this.field = field;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    /** A problem of the request as a whole. */
    public static ProblemException of(ErrorCode code, String detail) {
        return new ProblemException(code, null, detail, null);
    }

    /** A problem of one field. */
    public static ProblemException ofField(ErrorCode code, String field, String detail) {
        return new ProblemException(code, field, detail, null);
    }

    /** A problem that passes; the caller may try again after {@code retryAfter}. */
    public static ProblemException passing(ErrorCode code, String detail, Duration retryAfter) {
        return new ProblemException(code, null, detail, retryAfter);
    }

    /** What kind of problem. */
    public ErrorCode code() {
        return code;
    }

    /** Which field is at fault; null if none is. */
    public @Nullable String field() {
        return field;
    }

    /** For people. */
    public String detail() {
        return detail;
    }

    /** When to try again; null if that would not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
