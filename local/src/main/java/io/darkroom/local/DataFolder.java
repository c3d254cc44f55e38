package io.darkroom.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder a run keeps its things in, held by this run alone until it is closed.
 * <pre>
 * darkroom-data  says that this is such a folder, and is what the lock is on
 * kafka/         records: sealed prompts, noise once their job has ended
 * postgres/      rows: retained pictures, sealed; key parts of retained jobs until they are drawn
 * keys/          private keys and the database's password
 * logs/          one file a part
 * run/           pid files
 * tmp/           emptied at every start and stop
 * </pre>
 * Redis keeps nothing. Nobody but the owner can read any of it.
 */
public final class DataFolder implements AutoCloseable {
    private static final String MARK = "darkroom-data";
    private static final int SIBLINGS = 100;

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Takes the folder the user named. */
    public static DataFolder exactly(Path path) {
        return take(path).orElseThrow(() -> new LocalFailure("the data folder " + path + " is in use by another run"));
    }

    /** Takes {@code path}, or, if another run has it, {@code path-2}, {@code path-3}, … */
    public static DataFolder firstFree(Path path) {
        return Stream.iterate(1, number -> number + 1)
                .limit(SIBLINGS)
                .map(number -> number == 1 ? path : path.resolveSibling(path.getFileName() + "-" + number))
                .flatMap(candidate -> take(candidate).stream())
                .findFirst()
                .orElseThrow(() -> new LocalFailure("all data folders from " + path + " on are in use"));
    }

    private static Optional<DataFolder> take(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            refuseForeign(absolute);
            PrivateFiles.folder(absolute);
            Optional<FileChannel> lock = lock(absolute.resolve(MARK));
            if (lock.isPresent()) {
                prepare(absolute);
            }
            return lock.map(held -> new DataFolder(absolute, held));
        } catch (IOException e) {
            throw new LocalFailure("cannot use the data folder " + absolute + " (" + Reason.of(e) + ")", e);
        }
    }

    /** A folder of something else is left alone: ours loses other users' rights and has parts that are emptied. */
    private static void refuseForeign(Path path) throws IOException {
        if (!Files.exists(path) || Files.exists(path.resolve(MARK))) {
            return;
        }
        try (Stream<Path> entries = Files.list(path)) {
            if (entries.findAny().isPresent()) {
                throw new IOException("it is not empty and not one of Darkroom's");
            }
        }
    }

    private static Optional<FileChannel> lock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PrivateFiles.FILE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException heldByThisVeryProcess) {
            // The same answer as for another process.
        }
        channel.close();
        return Optional.empty();
    }

    private static void prepare(Path path) throws IOException {
        for (String part : new String[] {"keys", "logs", "run", "tmp"}) {
            PrivateFiles.folder(path.resolve(part));
        }
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    /** Where the broker keeps its records. */
    Path kafka() {
        return path.resolve("kafka");
    }

    /** Where PostgreSQL keeps its rows. */
    Path postgres() {
        return path.resolve("postgres");
    }

    /** Private keys and passwords. */
    Path keys() {
        return path.resolve("keys");
    }

    /** Where all parts write what happened. */
    public Path logs() {
        return path.resolve("logs");
    }

    /** The log of one part. */
    Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** Pid files. */
    Path run() {
        return path.resolve("run");
    }

    /** Temporary files of one part, in place of the system's folder. */
    Path tmp(String part) throws IOException {
        return PrivateFiles.folder(path.resolve("tmp").resolve(part));
    }

    /** Drops what a run that crashed left; only after its processes were stopped, which may still write there. */
    void emptyTmp() throws IOException {
        PrivateFiles.deleteTree(path.resolve("tmp"));
    }

    /** Lets another run have it. */
    @Override
    public void close() {
        try {
            emptyTmp();
            lock.close();
        } catch (IOException e) {
            throw new LocalFailure("cannot leave the data folder " + path + ": " + Reason.of(e), e);
        }
    }
}
