package io.darkroom.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives the server's own limit of a body, {@code quarkus.http.limits.max-body-size}, the form of every other problem. */
@ApplicationScoped
public class BodyLimit {
    private final ObjectMapper json;
    private final String limit;

    /** Tells {@code limit} to whoever sends more. */
    public BodyLimit(ObjectMapper json, @ConfigProperty(name = "quarkus.http.limits.max-body-size") String limit) {
        this.json = json;
        this.limit = limit;
    }

    void install(@Observes Router router) {
        router.errorHandler(ErrorCode.BODY_TOO_LARGE.status(), this::refuse);
    }

    private void refuse(RoutingContext context) {
        Problem problem =
                Problem.of(ProblemException.of(ErrorCode.BODY_TOO_LARGE, "A body has at most " + limit + " octets"));
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
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
