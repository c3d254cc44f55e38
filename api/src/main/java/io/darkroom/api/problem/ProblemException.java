package io.darkroom.api.problem;

import java.time.Duration;
import java.util.Map;
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
    private final transient Map<String, Long> figures;

    private ProblemException(
            ErrorCode code,
            @Nullable String field,
            String detail,
            @Nullable Duration retryAfter,
            Map<String, Long> figures) {
        super(code.wireName(), null, false, false);
        this.code = code;
        this.field = field;
        this.detail = detail;
        this.retryAfter = retryAfter;
        this.figures = Map.copyOf(figures);
    }

    /** A problem of the request as a whole. */
    public static ProblemException of(ErrorCode code, String detail) {
        return new ProblemException(code, null, detail, null, Map.of());
    }

    /** A problem of one field. */
    public static ProblemException ofField(ErrorCode code, String field, String detail) {
        return new ProblemException(code, field, detail, null, Map.of());
    }

    /** A problem that passes; the caller may try again after {@code retryAfter}. */
    public static ProblemException passing(ErrorCode code, String detail, Duration retryAfter) {
        return new ProblemException(code, null, detail, retryAfter, Map.of());
    }

    /** A limit that was met and passes; {@code figures} become members of the problem, for programs. */
    public static ProblemException limited(
            ErrorCode code, String detail, Duration retryAfter, Map<String, Long> figures) {
        return new ProblemException(code, null, detail, retryAfter, figures);
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

    /** The limit and what else programs may want, by name; numbers alone. */
    public Map<String, Long> figures() {
        return figures;
    }

    /** When to try again; null if that would not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
