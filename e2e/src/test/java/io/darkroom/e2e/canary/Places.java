package io.darkroom.e2e.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.local.audit.Deployment;
import io.darkroom.local.audit.Row;
import io.darkroom.local.audit.place.FilePlace;
import io.darkroom.local.audit.place.Find;
import io.darkroom.local.audit.place.Findings;
import io.darkroom.local.audit.place.Place;
import io.darkroom.local.audit.search.Canary;
import io.darkroom.local.audit.search.Search;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** Where a running system could have left something. */
public final class Places {
    private Places() {}

    /** All places of a running system, and the machine's folder of temporary files since {@code start}. */
    public static List<Place> of(RunningSystem system, FileTime start) {
        return Deployment.of(system.cluster(), start).stored().stream()
                .map(Row::place)
                .map(place -> place.orElseThrow())
                .toList();
    }

    /** All files that a system has left in its data folder. */
    public static List<Place> of(Path dataFolder) {
        return List.of(FilePlace.of("data folder", List.of(dataFolder)));
    }

    /** What is found in any of the places, all of which must be looked at whole. */
    public static List<Find> search(List<Place> places, List<Canary> canaries) {
        return search(places, Search.of(canaries));
    }

    /** The same for what {@code search} looks for. */
    public static List<Find> search(List<Place> places, Search search) {
        Findings findings = new Findings();
        places.forEach(place -> place.search(search, findings));
        assertThat(findings.gaps()).isEmpty();
        return List.copyOf(findings.finds());
    }
}
