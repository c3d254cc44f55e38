package io.darkroom.e2e.system;

import static java.util.Objects.requireNonNull;

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
