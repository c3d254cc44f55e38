package io.darkroom.e2e.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All files below a folder, their names too. Others may be writing there: a file that goes while it is looked at is no
 * error, and neither is one that belongs to somebody else and may not be read.
 */
final class FilePlace implements Place {
    private static final int PIECE = 1 << 20;

    private final String name;
    private final Path root;
    private final FileTime since;

    /** Files below {@code root} that were written at {@code since} or later. */
    FilePlace(String name, Path root, FileTime since) {
        this.name = name;
        this.root = root;
        this.since = since;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Find> search(Search search) {
        List<Find> finds = new ArrayList<>();
        look(root, search, finds);
        return finds;
    }

    private void look(Path path, Search search, List<Find> finds) {
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                for (Path child : children(path)) {
                    look(child, search, finds);
                }
            } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && isRecent(path)) {
                Set<Search.Hit> hits = new LinkedHashSet<>(inName(path, search));
                hits.addAll(inContent(path, search));
                hits.forEach(hit -> finds.add(new Find(name, path.toString(), hit.canary(), hit.encoding())));
            }
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException goneOrNotOurs) {
            // Passed over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private boolean isRecent(Path file) throws IOException {
        return Files.getLastModifiedTime(file).compareTo(since) >= 0;
    }

    private static Set<Search.Hit> inName(Path file, Search search) {
        byte[] octets = String.valueOf(file.getFileName()).getBytes(UTF_8);
        return search.in(octets, octets.length);
    }

    /** Piece by piece, each with the end of the one before. */
    private static Set<Search.Hit> inContent(Path file, Search search) throws IOException {
        Set<Search.Hit> hits = new LinkedHashSet<>();
        byte[] piece = new byte[PIECE + search.overlap()];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            int read = in.readNBytes(piece, 0, PIECE);
            while (read > 0) {
                int length = kept + read;
                hits.addAll(search.in(piece, length));
                kept = Math.min(search.overlap(), length);
                System.arraycopy(piece, length - kept, piece, 0, kept);
                read = in.readNBytes(piece, kept, PIECE);
            }
        }
        return hits;
    }
}
