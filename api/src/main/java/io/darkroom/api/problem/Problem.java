package io.darkroom.api.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem as RFC 9457 writes it, {@code application/problem+json}.
 *
 * @param type always {@code about:blank}: the code says it all
 * @param title the same for every problem of this code
 * @param status the HTTP status again
 * @param code for programs
 * @param field which field is at fault, if one is
 * @param detail for people: the field and the limit, never the value
 * @param figures more members, such as the {@code limit} that was met
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String code,
        @Nullable String field,
        String detail,
        @JsonAnyGetter Map<String, Long> figures) {
    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemException problem) {
        ErrorCode code = problem.code();
        return new Problem(
                "about:blank",
                code.title(),
                code.status(),
                code.wireName(),
                problem.field(),
                problem.detail(),
                problem.figures());
    }
}
