package io.darkroom.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.local.LocalFailure;

/** What the API would not do. */
public final class ApiRefusal extends LocalFailure {
    private static final long serialVersionUID = 1;

    private final String code;

    ApiRefusal(int status, JsonNode problem) {
        super(Problem.line(status, problem));
        this.code = problem.path("code").asText("");
    }

    /** Why, for programs; empty if it did not say. */
    public String code() {
        return code;
    }
}
