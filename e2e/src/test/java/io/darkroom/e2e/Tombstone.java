package io.darkroom.e2e;

import java.util.Set;

/** What may be left in Redis of a job that its owner deleted. */
final class Tombstone {
    private static final Set<String> FIELDS = Set.of(
            "owner", "state", "retain", "was", "lane", "created", "deadline", "ended", "expires", "deleted", "drawn");

    private Tombstone() {}

    static boolean mayHold(String field) {
        return FIELDS.contains(field) || field.startsWith("gone:");
    }
}
