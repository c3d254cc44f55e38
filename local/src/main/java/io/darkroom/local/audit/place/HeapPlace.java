package io.darkroom.local.audit.place;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.PrivateFiles;
import io.darkroom.local.Reason;
import io.darkroom.local.audit.search.Search;
import io.darkroom.local.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The heap of the API, what is garbage already with it: {@code jcmd} writes it to a folder that nobody else can read, and it is
 * deleted as soon as it was searched.
 */
public final class HeapPlace implements Place {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    private final long pid;
    private final Plant plant;

    /**
     * The heap of this process.
     *
     * @param plant leaves something in it
     */
    public HeapPlace(long pid, Plant plant) {
        this.pid = pid;
        this.plant = plant;
    }

    /** Why the heap of this process cannot be looked at; empty if it can. */
    public static String obstacle(long pid) {
        if (!Files.isExecutable(JCMD)) {
            return "this Java has no jcmd";
        }
        return jcmd(pid, "VM.version") ? "" : "the process lets no debugger in";
    }

    @Override
    public String name() {
        return "heap of the API";
    }

    @Override
    public List<Plant> plants() {
        return List.of(plant);
    }

    @Override
    public void search(Search search, Findings findings) {
        try {
            Path folder = PrivateFiles.folder(Files.createTempDirectory("darkroom-audit-heap"));
            try {
                look(folder.resolve("api.hprof"), search, findings);
            } finally {
                PrivateFiles.deleteTree(folder);
            }
        } catch (IOException e) {
            throw new LocalFailure("the heap of the API cannot be searched: " + Reason.of(e), e);
        }
    }

    private void look(Path dump, Search search, Findings findings) throws IOException {
        // -all: what nobody needs any more is of interest too.
        if (!jcmd(pid, "GC.heap_dump", "-all", dump.toString()) || !Files.exists(dump)) {
            findings.gap(name(), "process " + pid + " does not write it down");
            return;
        }
        FileScan scan = FileScan.of(dump, search);
        findings.found(name(), "process " + pid, scan.hits());
        if (!scan.whole()) {
            findings.gap(name(), "it has compressed streams that were not followed to their end");
        }
    }

    private static boolean jcmd(long pid, String... command) {
        List<String> line = new ArrayList<>(List.of(JCMD.toString(), Long.toString(pid)));
        line.addAll(List.of(command));
        return Programs.succeeds(line, LIMIT);
    }
}
