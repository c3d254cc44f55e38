package io.darkroom.worker.draw;

/** How a drawing came to its end without an error. */
enum Ending {
    /** Every picture is handed over. */
    DONE,
    /** The job is no longer ours: deleted, or taken over by another attempt. */
    LEFT,
    /** Its deadline has passed. */
    EXPIRED,
    /** It drew for longer than any attempt may. */
    TIMED_OUT,
    /** A step took longer than any may. */
    STALLED,
    /** The worker shuts down and waits no longer. */
    DRAINED
}
