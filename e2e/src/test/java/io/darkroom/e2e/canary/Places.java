package io.darkroom.e2e.canary;

import io.darkroom.e2e.system.RunningSystem;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** Where a running system could have left something. */
public final class Places {
    private static final FileTime EVER = FileTime.fromMillis(0);

    private Places() {}

    /** All places of a running system, and the machine's folder of temporary files since {@code start}. */
    public static List<Place> of(RunningSystem system, FileTime start) {
        return List.of(
                new FilePlace("Kafka", system.data().resolve("kafka"), EVER),
                new FilePlace("PostgreSQL", system.data().resolve("postgres"), EVER),
                new RedisPlace(system::redis),
                new FilePlace("logs", system.data().resolve("logs"), EVER),
                new FilePlace("temporary files of the parts", system.data().resolve("tmp"), EVER),
                new FilePlace("pid files", system.data().resolve("run"), EVER),
                new FilePlace("keys", system.data().resolve("keys"), EVER),
                new FilePlace("temporary files", Path.of(System.getProperty("java.io.tmpdir")), start));
    }

    /** All files that a system has left in its data folder. */
    public static List<Place> of(Path dataFolder) {
        return List.of(new FilePlace("data folder", dataFolder, EVER));
    }

    /** What is found in any of the places. */
    public static List<Find> search(List<Place> places, List<Canary> canaries) {
        Search search = Search.of(canaries);
        return places.stream().flatMap(place -> place.search(search).stream()).toList();
    }
}
