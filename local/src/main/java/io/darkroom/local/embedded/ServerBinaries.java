package io.darkroom.local.embedded;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The servers that came packed in jars, unpacked once into a folder that all runs of this tree share. */
public final class ServerBinaries {
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path folder;

    /** Binaries in {@code folder}, which is made when needed. */
    public ServerBinaries(Path folder) {
        this.folder = folder;
    }

    /** The installation folder of PostgreSQL, with {@code bin/initdb} and {@code bin/postgres}. */
    Path postgres() {
        String resource = "postgres-" + system() + "-" + postgresMachine() + ".txz";
        return unpacked(resource.replace(".txz", ""), resource, ServerBinaries::untar);
    }

    /** The Redis server. */
    Path redis() {
        String resource = "redis-server-" + redisVersion() + "-" + system() + "-" + redisMachine();
        return unpacked(resource, resource, (packed, draft) -> {
                    Path program = draft.resolve("redis-server");
                    Files.copy(packed, program);
                    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
                })
                .resolve("redis-server");
    }

    private Path unpacked(String name, String resource, Unpacking unpacking) {
        Path target = folder.resolve(name);
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            PrivateFiles.folder(folder);
            // The lock below is between processes; between threads of one it would throw.
            synchronized (ONE_AT_A_TIME) {
                unpackAlone(target, resource, unpacking);
            }
            return target;
        } catch (IOException | OverlappingFileLockException e) {
            throw new LocalFailure("cannot unpack " + resource + " to " + folder + ": " + e.getMessage(), e);
        }
    }

    private void unpackAlone(Path target, String resource, Unpacking unpacking) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = channel.lock();
                InputStream packed = ServerBinaries.class.getResourceAsStream("/" + resource)) {
            if (!alone.isValid() || Files.isDirectory(target)) {
                return;
            }
            if (packed == null) {
                throw new IOException("there is none for this kind of machine");
            }
            Path draft = folder.resolve(".unpacking-" + target.getFileName());
            PrivateFiles.deleteTree(draft);
            // Readable for all: as root, PostgreSQL runs as another user.
            Files.createDirectory(draft);
            unpacking.unpack(packed, draft);
            Files.move(draft, target);
        }
    }

    private static void untar(InputStream packed, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = folder.resolve(entry.getName()).normalize();
                if (!path.startsWith(folder)) {
                    throw new IOException("an entry lies outside the archive");
                }
                unpack(entry, tar, path);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static boolean arm() {
        return System.getProperty("os.arch").equals("aarch64");
    }

    private static String postgresMachine() {
        return arm() ? "arm_64" : "x86_64";
    }

    private static String redisMachine() {
        return arm() ? "arm64" : "amd64";
    }

    /** The jar's version for each machine, as its files are named. */
    private static String redisVersion() {
        return system().equals("linux") && arm() ? "6.2.7" : "6.2.6-v5";
    }

    @FunctionalInterface
    private interface Unpacking {
        void unpack(InputStream packed, Path folder) throws IOException;
    }
}
