package io.darkroom.local.process;

import io.darkroom.local.LocalFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A tiny shell that outlives the launcher by a moment: it reads process ids from a pipe, and once the pipe ends, however the
 * launcher ended, it stops those that are left. So no service needs to watch its parent, and a {@code kill -9} of the
 * launcher leaves nothing behind.
 */
public final class Warden implements AutoCloseable {
    /* Ten seconds in steps of a fifth; some shells' sleep knows whole seconds only and then takes longer. */
    private static final String SCRIPT = """
            trap '' INT HUP TERM
            left=
            while read -r verb pid signal; do
                kept=
                for entry in $left; do
                    [ "${entry#*:}" = "$pid" ] || kept="$kept $entry"
                done
                left=$kept
                [ "$verb" = watch ] && left="$left $signal:$pid"
            done
            for entry in $left; do
                kill -"${entry%%:*}" "${entry#*:}" 2>/dev/null
            done
            turn=0
            while [ $turn -lt 50 ]; do
                alive=
                for entry in $left; do
                    kill -0 "${entry#*:}" 2>/dev/null && alive=yes
                done
                [ -z "$alive" ] && exit 0
                sleep 0.2 2>/dev/null || sleep 1
                turn=$((turn + 1))
            done
            for entry in $left; do
                kill -KILL "${entry#*:}" 2>/dev/null
            done
            """;

    private final Process shell;
    private final OutputStream pipe;

    private Warden(Process shell) {
        this.shell = shell;
        this.pipe = shell.getOutputStream();
    }

    /** Starts the shell. */
    public static Warden start() {
        try {
            return new Warden(new ProcessBuilder(Detached.commandLine(List.of("/bin/sh", "-c", SCRIPT)))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new LocalFailure("cannot start /bin/sh: " + e.getMessage(), e);
        }
    }

    /** Process id of the shell. */
    public long pid() {
        return shell.pid();
    }

    void watch(long pid, StopSignal signal) {
        tell("watch " + pid + " " + signal + "\n");
    }

    /** Must follow soon after a process ended: its id may come back as somebody else's. */
    void forget(long pid) {
        tell("forget " + pid + "\n");
    }

    private synchronized void tell(String line) {
        try {
            pipe.write(line.getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException gone) {
            // Somebody killed the shell. The run itself is well; only its safety net is gone.
        }
    }

    /** Ends the watch; whatever is still watched is stopped. */
    @Override
    public synchronized void close() {
        try {
            pipe.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
