package io.darkroom.e2e.canary;

import java.util.List;

/** A place where something could have been left. */
public interface Place {
    /** What it is called in a report. */
    String name();

    /** Everything that {@code search} finds in it. */
    List<Find> search(Search search);
}
