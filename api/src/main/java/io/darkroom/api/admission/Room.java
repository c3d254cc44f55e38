package io.darkroom.api.admission;

import java.util.OptionalDouble;

/** How full the result channel is. */
public interface Room {
    /** Share of its memory that is in use, 0..1 or a little more; empty if it has no limit or does not tell. */
    OptionalDouble used();
}
