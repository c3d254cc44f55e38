package io.darkroom.e2e;

import java.util.Map;
import java.util.TreeMap;

/** Jobs that tests submit. */
public final class Jobs {
    /** What the demo model was trained to draw. */
    static final String RED_CIRCLE = "a red circle on a blue background";

    private Jobs() {}

    /** A small job that is soon done. */
    public static Map<String, Object> quick() {
        return of("steps", 2);
    }

    /** A job that is still being drawn however long a test looks at it; whoever submits it deletes it. */
    public static Map<String, Object> endless() {
        return of("steps", 150, "width", 256, "height", 256, "images", 16);
    }

    /** A job for a red circle with these fields: names and values in turn. */
    public static Map<String, Object> of(Object... fields) {
        Map<String, Object> job = new TreeMap<>(Map.of("prompt", RED_CIRCLE));
        for (int i = 0; i < fields.length; i += 2) {
            job.put(fields[i].toString(), fields[i + 1]);
        }
        return job;
    }
}
