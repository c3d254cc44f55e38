package io.darkroom.api.auth;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets nobody through without {@code Authorization: Bearer <a known API key>}. */
public class ApiKeyFilter {
    private static final String SCHEME = "Bearer ";

    private final ApiKeys keys;
    private final Caller caller;

    /** Asks {@code keys}, tells {@code caller}. */
    public ApiKeyFilter(ApiKeys keys, Caller caller) {
        this.keys = keys;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    void authenticate(ContainerRequestContext request) {
        String owner = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .flatMap(value -> keys.owner(value.substring(SCHEME.length()).trim()))
                .orElseThrow(() ->
                        ProblemException.of(ErrorCode.UNAUTHORIZED, "Send \"Authorization: Bearer\" and your API key"));
        caller.is(owner);
    }
}
