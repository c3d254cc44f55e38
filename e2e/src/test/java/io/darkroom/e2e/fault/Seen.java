package io.darkroom.e2e.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * An event of a job, as Redis published it.
 *
 * @param nanos when it was seen, by {@link System#nanoTime}
 */
record Seen(long nanos, JsonNode event) {
    static final Set<String> FINAL = Set.of("succeeded", "failed", "expired", "cancelled");

    String job() {
        return event.path("job").asText();
    }

    String state() {
        return event.path("state").asText();
    }

    boolean isState(String state) {
        return state().equals(state);
    }

    boolean isAttempt(int attempt) {
        return isState("running") && event.path("attempt").asInt() == attempt;
    }

    boolean isEnd() {
        return FINAL.contains(state());
    }
}
