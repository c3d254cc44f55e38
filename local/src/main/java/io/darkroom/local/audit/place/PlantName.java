package io.darkroom.local.audit.place;

import java.util.UUID;

/** Names of things that are planted, so that whoever meets one knows whose it is. */
final class PlantName {
    private static final String PREFIX = "darkroom_audit_planted_";

    private PlantName() {}

    /** Lower-case letters, digits and {@code _}: a topic, a table and a key may be called so. */
    static String fresh() {
        return PREFIX + UUID.randomUUID().toString().replace("-", "");
    }
}
