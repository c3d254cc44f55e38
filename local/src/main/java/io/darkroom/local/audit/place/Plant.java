package io.darkroom.local.audit.place;

/** Puts a canary of its own where the search of a place must find it. */
public interface Plant {
    /** What it puts there, such as "a file in logs/". */
    String what();

    /**
     * Puts it there; whoever asked for it takes it away again.
     *
     * @throws io.darkroom.local.LocalFailure if it cannot
     */
    Planted put();
}
