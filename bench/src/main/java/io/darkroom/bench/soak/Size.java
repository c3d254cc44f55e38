package io.darkroom.bench.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How much a process takes.
 *
 * @param pid by which one process is told from its successor
 * @param megabytes resident memory, in MiB
 * @param threads all of them
 */
record Size(long pid, double megabytes, int threads) {
    private static final double KILOBYTES = 1024;

    /** Of a process that runs; empty if it is gone, or on systems other than Linux. */
    static Optional<Size> of(long pid) {
        try {
            List<String> status =
                    Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.UTF_8);
            return number(status, "VmRSS:")
                    .flatMap(memory -> number(status, "Threads:")
                            .map(threads -> new Size(pid, memory / KILOBYTES, threads.intValue())));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(
                        line.substring(name.length()).replace("kB", "").strip()))
                .findFirst();
    }
}
