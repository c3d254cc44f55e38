package io.darkroom.worker.deliver;

/** How a job stands that a worker holds a record of and cannot draw. */
public enum Standing {
    /** Nothing is known of it: it ended long ago, or all that was known of it was lost. */
    UNKNOWN,
    /** It waits to be claimed: it was given back by another attempt, or lost and noted again. */
    WAITS,
    /** Its pictures were to be kept, and are not to be any more: it was deleted, has failed or expired. */
    DISCARDED,
    /** It has ended otherwise, or another attempt draws it. */
    SETTLED
}
