package io.darkroom.redis.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder of one server, and ports that nobody else has. */
public final class TestFolder implements AutoCloseable {
    private final Path path;

    /** Makes it. */
    public TestFolder(String name) {
        try {
            path = Files.createTempDirectory("darkroom-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A path within it. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** A port of this machine that nobody listens to. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
