package io.darkroom.local.process;

import java.util.List;

/** Signals to processes, some of which Java itself cannot send. */
final class Signals {
    private Signals() {}

    static void send(ProcessHandle process, StopSignal signal) {
        if (signal == StopSignal.TERM) {
            process.destroy();
        } else {
            // The shell's own kill: /bin/kill is missing on slim systems.
            Programs.succeeds(List.of("/bin/sh", "-c", "kill -" + signal + " " + process.pid()));
        }
    }
}
