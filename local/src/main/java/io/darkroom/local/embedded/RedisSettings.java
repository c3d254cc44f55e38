package io.darkroom.local.embedded;

import java.util.List;
import java.util.stream.Collectors;

/** What Redis is set to: memory only, for those who know the password. It is read from standard input, never from a file. */
final class RedisSettings {
    private static final List<String> MEMORY_ONLY = List.of(
            "bind 127.0.0.1",
            "save \"\"",
            "appendonly no",
            "maxmemory 256mb",
            "maxmemory-policy noeviction",
            "logfile \"\"",
            // What a slow command or a crash was about must not be written down.
            "slowlog-log-slower-than -1",
            "slowlog-max-len 0",
            "crash-log-enabled no",
            "crash-memcheck-enabled no");

    /** Commands that would write the memory to disk. */
    private static final List<String> TAKEN_AWAY = List.of("SAVE", "BGSAVE", "BGREWRITEAOF", "SHUTDOWN", "DEBUG");

    private RedisSettings() {}

    static String text(int port, String password) {
        String taken = TAKEN_AWAY.stream()
                .map(command -> "rename-command " + command + " \"\"\n")
                .collect(Collectors.joining());
        return "port " + port + "\nrequirepass \"" + password + "\"\n" + String.join("\n", MEMORY_ONLY) + "\n" + taken;
    }
}
