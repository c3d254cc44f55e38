package io.darkroom.local.embedded;

import com.sun.security.auth.module.UnixSystem;
import io.darkroom.local.LocalFailure;
import io.darkroom.local.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How PostgreSQL, which refuses to run as root, is run all the same when the launcher is root's. */
final class Rootless {
    private static final int NOBODY = 65534;

    private final List<String> prefix;
    private final boolean otherUser;

    private Rootless(List<String> prefix, boolean otherUser) {
        this.prefix = prefix;
        this.otherUser = otherUser;
    }

    static Rootless detect() {
        if (new UnixSystem().getUid() != 0) {
            return new Rootless(List.of(), false);
        }
        // In a user namespace of its own the server is nobody to itself, and its files stay root's.
        if (Programs.succeeds(List.of("unshare", "-U", "true"))) {
            return new Rootless(List.of("unshare", "-U"), false);
        }
        // Containers often forbid that; then it becomes another user, who must own its files.
        if (Programs.onPath("setpriv").isPresent()) {
            return asNobody();
        }
        throw new LocalFailure("PostgreSQL does not run as root; start as another user, or install util-linux");
    }

    static Rootless asNobody() {
        return new Rootless(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"), true);
    }

    List<String> command(List<String> command) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(command);
        return List.copyOf(line);
    }

    /** Gives the server what it reads and writes: all of {@code folder}, and the way there. */
    void handOver(Path folder) throws IOException {
        if (!otherUser) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.toList()) {
                Files.setAttribute(path, "unix:uid", NOBODY);
                Files.setAttribute(path, "unix:gid", NOBODY);
            }
        }
        openWayTo(folder);
    }

    /** Lets the server pass, not list, the folders above {@code path}. */
    void openWayTo(Path path) throws IOException {
        if (!otherUser) {
            return;
        }
        for (Path above = path.toAbsolutePath().getParent(); above != null; above = above.getParent()) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(above);
            if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
                if (!above.toString().contains(".darkroom")
                        && !above.equals(path.toAbsolutePath().getParent())) {
                    throw new LocalFailure("PostgreSQL cannot run as root and, as another user, cannot pass " + above
                            + "; start as another user, or give a --data folder that all can reach");
                }
                Files.setPosixFilePermissions(above, permissions);
            }
        }
    }
}
