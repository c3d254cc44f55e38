package io.darkroom.e2e.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tree that is tested: the folder above this module. */
public final class ProjectTree {
    private ProjectTree() {}

    /** The folder of the parent pom. */
    public static Path root() {
        String module = System.getProperty("basedir", System.getProperty("user.dir"));
        return requireNonNull(Path.of(module).toAbsolutePath().normalize().getParent());
    }

    /** A file of it, each octet a character, as connections to Redis send it. */
    public static String octets(String file) {
        try {
            return Files.readString(root().resolve(file), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Something that an earlier module's build has made.
     *
     * @throws IllegalStateException if it is not there
     */
    public static Path built(String first, String... more) {
        Path path = root().resolve(Path.of(first, more));
        if (!Files.exists(path)) {
            throw new IllegalStateException(path + " is missing; build the other modules first");
        }
        return path;
    }
}
