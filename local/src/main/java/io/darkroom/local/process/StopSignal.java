package io.darkroom.local.process;

/** The signal that makes a program end in good order. */
public enum StopSignal {
    /** What services and Redis end on. */
    TERM,
    /** PostgreSQL's "fast shutdown"; on TERM it would wait for its clients to leave. */
    INT
}
