package io.darkroom.bench.service;

import java.util.Map;
import java.util.TreeMap;

/** The request for a job that a worker is not to draw. */
public final class NoopJob {
    private static final Map<String, ?> FIELDS = Map.of(
            "prompt", "a red circle on a blue background", "width", 128, "height", 128, "steps", 1, "lane", "bulk");

    private NoopJob() {}

    /** Its fields, and these. */
    public static Map<String, ?> with(Map<String, ?> more) {
        Map<String, Object> fields = new TreeMap<>(FIELDS);
        fields.putAll(more);
        return fields;
    }
}
