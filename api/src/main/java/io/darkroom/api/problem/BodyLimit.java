package io.darkroom.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that says it is too large before any of it is kept, in the form of every other problem. One that does not
 * say so meets the server's own check, whose 413 has no body.
 */
@ApplicationScoped
public class BodyLimit {
    private static final int BEFORE_THE_SERVER_S_OWN = 1000;

    private final ObjectMapper json;
    private final long limit;

    /** Holds bodies to the server's own limit. */
    public BodyLimit(ObjectMapper json, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.json = json;
        this.limit = limit.asLongValue();
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, BEFORE_THE_SERVER_S_OWN);
    }

    private void check(RoutingContext context) {
        if (length(context) > limit) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private static long length(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    private void refuse(RoutingContext context) {
        Problem problem =
                Problem.of(ProblemException.of(ErrorCode.BODY_TOO_LARGE, "A body has at most " + limit + " octets"));
        // Answered at once, but read to its end: clients that send everything first would find a closed connection
        // instead.
        context.request().handler(ignored -> {}).resume();
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(text(problem));
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem is not JSON");
        }
    }
}
