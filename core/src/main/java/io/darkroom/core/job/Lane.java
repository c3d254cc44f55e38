package io.darkroom.core.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which queue a job waits in. Each lane has its own topic and slots, so bulk work never keeps a person waiting. */
public enum Lane {
    /** Someone is waiting for the picture. */
    INTERACTIVE,
    /** Nobody is; it may give way. */
    BULK;

    /** The name on the wire, in topics and in metrics. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
