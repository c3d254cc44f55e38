package io.darkroom.core.job;

import java.util.Locale;

/** When a finished picture is erased from the result channel. */
public enum DeliveryMode {
    /** When its time to live ends; until then it can be read again. */
    TTL,
    /** As it is read, or when its time to live ends, whichever is first. */
    ONCE;

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
