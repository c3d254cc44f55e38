package io.darkroom.core.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a drawing starts from. */
public enum Pipeline {
    /** Text alone. */
    TXT2IMG,
    /** A picture, which is drawn over. */
    IMG2IMG,
    /** A picture, of which only what a mask shows is drawn anew. */
    INPAINT;

    /** The name on the wire. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
