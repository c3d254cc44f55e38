package io.darkroom.local.audit.place;

import io.darkroom.local.audit.search.Search;
import java.util.List;

/** A place where something could have been left. */
public interface Place {
    /** What it is called in a report. */
    String name();

    /** Tells {@code findings} everything that {@code search} finds in it, and what could not be looked at. */
    void search(Search search, Findings findings);

    /** What must be found in it if it is searched well; at least one. */
    List<Plant> plants();
}
