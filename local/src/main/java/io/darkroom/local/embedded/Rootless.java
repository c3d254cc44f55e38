package io.darkroom.local.embedded;

import com.sun.security.auth.module.UnixSystem;
import io.darkroom.local.LocalFailure;
import io.darkroom.local.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How PostgreSQL, which refuses to run as root, is run all the same when the launcher is root's. */
final class Rootless {
    private static final int NOT_ROOT = -1;
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    private final List<String> prefix;
    private final int user;

    private Rootless(List<String> prefix, int user) {
        this.prefix = prefix;
        this.user = user;
    }

    static Rootless detect() {
        if (new UnixSystem().getUid() != 0) {
            return new Rootless(List.of(), NOT_ROOT);
        }
        // In a user namespace of its own the server is nobody to itself, and its files stay root's.
        if (Programs.succeeds(List.of("unshare", "-U", "true"))) {
            return new Rootless(List.of("unshare", "-U"), ROOT);
        }
        // Containers often forbid that; then it becomes another user, who must own its files.
        if (Programs.onPath("setpriv").isPresent()) {
            return asNobody();
        }
        throw new LocalFailure("PostgreSQL does not run as root; start as another user, or install util-linux");
    }

    static Rootless asNobody() {
        return new Rootless(
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"), NOBODY);
    }

    List<String> command(List<String> command) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(command);
        return List.copyOf(line);
    }

    /**
     * Makes {@code folder} the server's own, whatever an earlier run, perhaps in another container, had made of it, and
     * opens the way there.
     */
    void handOver(Path folder) throws IOException {
        if (user == NOT_ROOT) {
            return;
        }
        if (!Integer.valueOf(user).equals(Files.getAttribute(folder, "unix:uid"))) {
            try (Stream<Path> tree = Files.walk(folder)) {
                // The folder itself last: it tells the next start whether all was done.
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.setAttribute(path, "unix:uid", user);
                    Files.setAttribute(path, "unix:gid", user);
                }
            }
        }
        openWayTo(folder);
    }

    /** Lets the server pass, not list, our folders above {@code path}; those of others must let it already. */
    void openWayTo(Path path) throws IOException {
        if (user != NOBODY) {
            return;
        }
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(above);
            if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
                if (!isOurs(above, path)) {
                    throw new LocalFailure("PostgreSQL cannot run as root and, as another user, cannot pass " + above
                            + "; start as another user, or give a --data folder that all can reach");
                }
                Files.setPosixFilePermissions(above, permissions);
            }
        }
    }

    private static boolean isOurs(Path folder, Path path) {
        return folder.equals(path.getParent()) || folder.endsWith(".darkroom");
    }
}
