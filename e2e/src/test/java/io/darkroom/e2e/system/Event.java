package io.darkroom.e2e.system;

import com.fasterxml.jackson.databind.JsonNode;

/** A server-sent event. */
public record Event(String name, JsonNode data) {
    /** Whether it is of this kind. */
    public boolean is(String kind) {
        return name.equals(kind);
    }
}
