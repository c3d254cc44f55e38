package io.darkroom.e2e.system;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A server-sent event.
 *
 * @param id what to come back with; empty if it has none
 */
public record Event(String id, String name, JsonNode data) {
    /** Whether it is of this kind. */
    public boolean is(String kind) {
        return name.equals(kind);
    }
}
