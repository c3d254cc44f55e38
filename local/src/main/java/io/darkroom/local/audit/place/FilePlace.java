package io.darkroom.local.audit.place;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.local.audit.search.Hit;
import io.darkroom.local.audit.search.Search;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All files below some folders, their names too. Others may be writing there: a file that goes while it is looked at is no
 * error. One that may not be read is a gap, unless the folder is shared with others. Links are not followed.
 */
public final class FilePlace implements Place {
    private static final FileTime EVER = FileTime.fromMillis(0);
    /** What a data folder of this or another run of ours has in it: its own run looks at it. */
    private static final String DATA_FOLDER = "darkroom-data";

    private final String name;
    private final List<Path> roots;
    private final Set<Path> passedOver;
    private final FileTime since;
    private final boolean shared;
    private final List<Plant> plants;

    private FilePlace(
            String name, List<Path> roots, Set<Path> passedOver, FileTime since, boolean shared, List<Plant> plants) {
        this.name = name;
        this.roots = List.copyOf(roots);
        this.passedOver = Set.copyOf(passedOver);
        this.since = since;
        this.shared = shared;
        this.plants = List.copyOf(plants);
    }

    /** Everything below {@code roots}; planted are a file in each of them. */
    public static FilePlace of(String name, List<Path> roots) {
        return new FilePlace(name, roots, Set.of(), EVER, false, PlantedFile.inEach(roots));
    }

    /** The same, proved by these plants. */
    public FilePlace plantedBy(List<Plant> others) {
        return new FilePlace(name, roots, passedOver, since, shared, others);
    }

    /** The same without some files or folders, which are looked at elsewhere. */
    public FilePlace without(Set<Path> others) {
        return new FilePlace(name, roots, others, since, shared, plants);
    }

    /**
     * What was written at {@code start} or later by whomever: folders that everybody writes to hold much else, of which not all
     * may be read, and what runs of ours keep in data folders there is left to them.
     */
    public FilePlace sharedSince(FileTime start) {
        return new FilePlace(name, roots, passedOver, start, true, plants);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Plant> plants() {
        return plants;
    }

    @Override
    public void search(Search search, Findings findings) {
        for (Path root : roots) {
            if (!Files.isDirectory(root)) {
                findings.gap(name, root + " is no folder");
            }
            look(root, search, findings);
        }
    }

    private void look(Path path, Search search, Findings findings) {
        if (passedOver.contains(path)) {
            return;
        }
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                for (Path child : children(path)) {
                    look(child, search, findings);
                }
            } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && isRecent(path, search)) {
                findings.found(name, path.toString(), inNameAndContent(path, search, findings));
            }
        } catch (NoSuchFileException | NotDirectoryException gone) {
            // Passed over.
        } catch (IOException unreadable) {
            tell(path, findings);
        }
    }

    private void tell(Path path, Findings findings) {
        if (shared) {
            findings.remark(name, "not all files below " + roots.get(0) + " may be read");
        } else {
            findings.gap(name, path + " cannot be read");
        }
    }

    private List<Path> children(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> children = entries.toList();
            boolean anotherRuns = shared && children.contains(folder.resolve(DATA_FOLDER));
            return anotherRuns ? List.of() : children;
        }
    }

    /** By the time of the inode's last change, which nobody can set. */
    private boolean isRecent(Path file, Search search) throws IOException {
        FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        return changed.compareTo(since) >= 0 && changed.compareTo(search.since()) >= 0;
    }

    private Set<Hit> inNameAndContent(Path file, Search search, Findings findings) throws IOException {
        Set<Hit> hits =
                new LinkedHashSet<>(search.in(String.valueOf(file.getFileName()).getBytes(UTF_8)));
        FileScan scan = FileScan.of(file, search);
        hits.addAll(scan.hits());
        if (!scan.whole()) {
            findings.gap(name, file + " has compressed streams that were not followed to their end");
        }
        return hits;
    }
}
