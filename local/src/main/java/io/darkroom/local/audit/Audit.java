package io.darkroom.local.audit;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.audit.Report.Proof;
import io.darkroom.local.audit.job.Caller;
import io.darkroom.local.audit.job.Canaries;
import io.darkroom.local.audit.job.Jobs;
import io.darkroom.local.audit.job.Kind;
import io.darkroom.local.audit.job.LoggedJob;
import io.darkroom.local.audit.place.Find;
import io.darkroom.local.audit.place.Findings;
import io.darkroom.local.audit.place.PicturePlace;
import io.darkroom.local.audit.place.Place;
import io.darkroom.local.audit.place.Plant;
import io.darkroom.local.audit.place.Planted;
import io.darkroom.local.audit.search.Canary;
import io.darkroom.local.audit.search.Search;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for leaks in a running system. First it plants canaries in each place and must find them; then it has jobs of each kind,
 * and searches every place for their words and pictures, after each kind, while jobs wait and are drawn, and once more in the end.
 * To be closed, by whatever thread: that takes away what it has planted and submitted.
 */
public final class Audit implements AutoCloseable {
    private static final Duration COARSE = Duration.ofSeconds(5);
    private static final int LOOKS = 4;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final List<Kind> named;
    private final List<Kind> kinds;
    private final InstantSource clock;
    private final Consumer<String> progress;
    private final List<Row> rows;
    private final Row heap;
    private final Jobs jobs;
    private final List<Planted> planted = new CopyOnWriteArrayList<>();
    private final Map<String, Proof> proofs = new LinkedHashMap<>();
    private final Findings findings = new Findings();
    private final Set<String> gaps = new LinkedHashSet<>();
    private final Map<Kind, String> notDone = new EnumMap<>(Kind.class);
    private final Map<Canary, Kind> said = new IdentityHashMap<>();

    /**
     * An audit of {@code deployment}.
     *
     * @param model that is to draw; the first there is if null
     * @param named kinds of jobs to have, in this order, without which nothing is proved; if none, all that can be had
     * @param killer kills the worker that draws; empty if there is none that may be
     * @param clock that the machine's file systems follow
     * @param progress told what is going on, one line at a time
     */
    public Audit(
            Deployment deployment,
            @Nullable String model,
            List<Kind> named,
            Optional<Runnable> killer,
            InstantSource clock,
            Consumer<String> progress) {
        this.clock = clock;
        this.named = List.copyOf(named);
        this.kinds = named.isEmpty() ? List.of(Kind.values()) : this.named;
        this.progress = progress;
        Caller caller = new Caller(deployment.url(), deployment.key());
        PicturePlace pictures = new PicturePlace();
        this.jobs = new Jobs(caller, pictures, model, killer);
        this.rows = new ArrayList<>(deployment.stored());
        Stream.of(caller.answers(), caller.events(), pictures)
                .forEach(place -> rows.add(new Row(place.name(), Optional.of(place), "")));
        this.heap = deployment.heap();
        rows.add(heap);
    }

    /** Does all of it. */
    public Report run() {
        rows.forEach(this::prove);
        kinds.forEach(this::audit);
        progress.accept("searching for all of them once more");
        search(Search.of(List.copyOf(said.keySet())), row -> row != heap);
        return report();
    }

    @Override
    public void close() {
        planted.forEach(Planted::close);
        jobs.close();
    }

    private void prove(Row row) {
        row.place()
                .ifPresentOrElse(
                        place -> proofs.put(row.name(), isProved(place) ? Proof.FOUND : Proof.MISSED),
                        () -> proofs.put(row.name(), Proof.NONE));
    }

    private boolean isProved(Place place) {
        progress.accept("planting in: " + place.name());
        boolean proved = true;
        for (Plant plant : plants(place)) {
            FileTime start = now();
            try (Planted lying = plant.put()) {
                planted.add(lying);
                proved &= isFound(place, plant, lying, start);
            } catch (LocalFailure failure) {
                gaps.add(place.name() + ": " + failure.getMessage());
                proved = false;
            }
        }
        return proved;
    }

    private List<Plant> plants(Place place) {
        List<Plant> plants = new ArrayList<>(place.plants());
        if (place.name().equals(Deployment.LOGS)) {
            plants.add(new LoggedJob(jobs::failedJob));
        }
        return plants;
    }

    /** Looked for more than once: what others write comes in its own time. */
    private boolean isFound(Place place, Plant plant, Planted lying, FileTime start) {
        Search search = Search.since(start, List.of(lying.canary()));
        List<String> missed = List.of();
        for (int look = 1; look <= LOOKS; look++) {
            Findings found = new Findings();
            place.search(search, found);
            missed = lying.missed(found.finds());
            if (missed.isEmpty()) {
                return true;
            }
            pause();
        }
        gaps.add(place.name() + ": planted and not found: " + plant.what() + ", in " + String.join("; ", missed));
        return false;
    }

    private void audit(Kind kind) {
        String obstacle = jobs.obstacle(kind);
        if (!obstacle.isEmpty()) {
            notDone.put(kind, obstacle);
            return;
        }
        progress.accept("jobs of the kind: " + kind);
        Canaries canaries = new Canaries();
        FileTime start = now();
        try {
            jobs.run(kind, canaries, () -> search(kind, canaries, start));
        } catch (LocalFailure failure) {
            notDone.put(kind, String.valueOf(failure.getMessage()));
            gaps.add("jobs of the kind " + kind + ": " + failure.getMessage());
        }
        search(kind, canaries, start);
    }

    private void search(Kind kind, Canaries canaries, FileTime start) {
        progress.accept("searching for: " + kind);
        canaries.all().forEach(canary -> said.put(canary, kind));
        search(Search.since(start, canaries.all()), row -> row != heap || kind == Kind.SEALED);
    }

    private void search(Search search, Predicate<Row> wanted) {
        for (Row row : rows) {
            if (wanted.test(row)) {
                row.place().ifPresent(place -> search(place, search));
            }
        }
    }

    private void search(Place place, Search search) {
        try {
            place.search(search, findings);
        } catch (LocalFailure failure) {
            gaps.add(place.name() + ": " + failure.getMessage());
        }
    }

    /** File systems tell times more coarsely than clocks, and those of other machines differ a little. */
    private FileTime now() {
        return FileTime.from(clock.instant().minus(COARSE));
    }

    private Report report() {
        Map<Kind, Set<Find>> finds = new EnumMap<>(Kind.class);
        for (Find find : findings.finds()) {
            Kind kind = said.get(find.canary());
            if (kind != null) {
                finds.computeIfAbsent(kind, first -> new LinkedHashSet<>()).add(find);
            }
        }
        Set<String> allGaps = new LinkedHashSet<>(gaps);
        allGaps.addAll(findings.gaps());
        Set<String> remarks = new LinkedHashSet<>(findings.remarks());
        remarks.add("traces: Darkroom exports none");
        return new Report(lines(), kinds, Set.copyOf(named), finds, notDone, allGaps, remarks);
    }

    private List<Report.Line> lines() {
        return rows.stream()
                .map(row -> new Report.Line(
                        row.name(),
                        proofs.getOrDefault(row.name(), Proof.NONE),
                        row == heap ? EnumSet.of(Kind.SEALED) : EnumSet.allOf(Kind.class),
                        row.place().isPresent() ? "" : row.obstacle()))
                .toList();
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("interrupted", e);
        }
    }
}
