package io.darkroom.local.audit.place;

import io.darkroom.local.audit.search.Hit;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** What searches have found, each thing once, and where they could not look. */
public final class Findings {
    private static final String MASK = "[canary]";

    private final Set<Find> finds = new LinkedHashSet<>();
    private final Set<String> gaps = new LinkedHashSet<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    /** Notes hits; where a name holds the canary itself, it is masked. */
    public void found(String place, String where, Set<Hit> hits) {
        for (Hit hit : hits) {
            finds.add(new Find(place, masked(where, hit), hit.canary(), hit.encoding()));
        }
    }

    private static String masked(String where, Hit hit) {
        String masked = where;
        for (var form : hit.canary().forms()) {
            masked = masked.replace(form.latin1(), MASK);
        }
        return masked;
    }

    /** Notes that a place was not searched whole: nothing can be said of it. */
    void gap(String place, String what) {
        gaps.add(place + ": " + what);
    }

    /** Notes what whoever reads the report should know. */
    void remark(String place, String what) {
        remarks.add(place + ": " + what);
    }

    /** All finds, in the order in which they were made. */
    public Set<Find> finds() {
        return Collections.unmodifiableSet(finds);
    }

    /** What was not looked at although it should have been. */
    public Set<String> gaps() {
        return Collections.unmodifiableSet(gaps);
    }

    /** What is worth knowing. */
    public Set<String> remarks() {
        return Collections.unmodifiableSet(remarks);
    }
}
