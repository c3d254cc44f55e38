package io.darkroom.api.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns everything that is thrown into a problem. What was not foreseen is told by its class alone, here and in the log. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Map<Integer, ErrorCode> BY_STATUS = Map.of(
            400, ErrorCode.INVALID_PARAMETER,
            404, ErrorCode.NOT_FOUND,
            405, ErrorCode.METHOD_NOT_ALLOWED,
            406, ErrorCode.NOT_ACCEPTABLE,
            413, ErrorCode.BODY_TOO_LARGE,
            415, ErrorCode.UNSUPPORTED_MEDIA_TYPE);

    private final Map<ErrorCode, Counter> refusals = new EnumMap<>(ErrorCode.class);

    /** Counts in {@code registry}. */
    public ProblemMappers(MeterRegistry registry) {
        for (ErrorCode code : ErrorCode.values()) {
            refusals.put(
                    code,
                    Counter.builder("darkroom_api_refusals")
                            .description("Requests answered with a problem, by its code")
                            .tag("code", code.wireName())
                            .register(registry));
        }
    }

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return response(e);
    }

    @ServerExceptionMapper
    Response refusedByFramework(WebApplicationException e) {
        if (e.getResponse().getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL) {
            return e.getResponse();
        }
        ErrorCode code = BY_STATUS.get(e.getResponse().getStatus());
        return code == null ? unforeseen(e) : response(ProblemException.of(code, code.title()));
    }

    @ServerExceptionMapper
    Response unforeseen(Throwable e) {
        LOG.errorf("Unforeseen: %s at %s", e.getClass().getName(), place(e));
        return response(ProblemException.of(ErrorCode.INTERNAL_ERROR, "The fault is on our side and has been logged"));
    }

    /** Where it happened, without its message, which may quote what was sent. */
    private static String place(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        for (StackTraceElement frame : trace) {
            if (frame.getClassName().startsWith("io.darkroom")) {
                return frame.toString();
            }
        }
        return trace.length == 0 ? "an unknown place" : trace[0].toString();
    }

    private Response response(ProblemException e) {
        Objects.requireNonNull(refusals.get(e.code())).increment();
        Response.ResponseBuilder response = Response.status(e.code().status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(Problem.of(e));
        if (e.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, e.retryAfter().toSeconds());
        }
        if (e.code() == ErrorCode.UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"darkroom\"");
        }
        return response.build();
    }
}
