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
    INPAINT,
    /** Its client sealed it: what it starts from is known to the worker that opens it, and to nobody else. */
    UNTOLD;

    /** As in diffusers: of a picture something is to stay, within a mask nothing. */
    private static final double OVER_A_PICTURE = 0.8;

    /** The share of {@code steps} that is taken if nothing was said; enough for one. */
    public double defaultStrength(int steps) {
        return this == IMG2IMG && (int) (steps * OVER_A_PICTURE) > 0 ? OVER_A_PICTURE : 1;
    }

    /** The name on the wire. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
