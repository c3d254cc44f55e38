package io.darkroom.core.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** When a finished picture is erased from the result channel. */
public enum DeliveryMode {
    /** When its time to live ends; until then it can be read again. */
    TTL,
    /** When it has been sent whole to one reader, or when its time to live ends, whichever is first. */
    ONCE;

    /** The name on the wire. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
