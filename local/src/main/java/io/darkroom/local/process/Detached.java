package io.darkroom.local.process;

import java.util.ArrayList;
import java.util.List;

/**
 * The command line around a child's own: no core dumps, files for its user alone, and a session of its own, so that a
 * Ctrl-C at the terminal reaches the launcher only, which then stops its children in order. The process id stays that of
 * the child itself, since every step is an {@code exec}.
 */
final class Detached {
    private static final List<String> QUIET =
            List.of("/bin/sh", "-c", "umask 077; ulimit -c 0; exec \"$@\"", "darkroom");

    private Detached() {}

    static List<String> commandLine(List<String> command) {
        List<String> line = new ArrayList<>(QUIET);
        line.addAll(ownSession());
        line.addAll(command);
        return List.copyOf(line);
    }

    /** Linux has setsid; macOS has none, but perl. */
    private static List<String> ownSession() {
        if (Programs.onPath("setsid").isPresent()) {
            return List.of("setsid");
        }
        if (Programs.onPath("perl").isPresent()) {
            return List.of("perl", "-e", "setpgrp; exec @ARGV");
        }
        return List.of();
    }
}
