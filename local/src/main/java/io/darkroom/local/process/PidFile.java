package io.darkroom.local.process;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.PrivateFiles;
import io.darkroom.local.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The note that a child process runs: {@code pid start signal}, the start in milliseconds since 1970. The first two name a
 * process for good, so a number that went to somebody else in the meantime is never stopped.
 */
final class PidFile {
    private static final Duration CLOCK_ROUNDING = Duration.ofSeconds(2);

    private final Path file;

    PidFile(Path file) {
        this.file = file;
    }

    void write(ProcessHandle process, StopSignal signal) {
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        try {
            PrivateFiles.write(file, process.pid() + " " + start + " " + signal + "\n");
        } catch (IOException e) {
            throw new LocalFailure("cannot write " + file + ": " + Reason.of(e), e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LocalFailure("cannot delete " + file + ": " + Reason.of(e), e);
        }
    }

    /** The process this file was written for, if it still runs. */
    Optional<ProcessHandle> stillRunning() {
        return read().filter(note -> note.length == 3).flatMap(PidFile::find);
    }

    /** Asks that process, if it still runs, to end. */
    Optional<ProcessHandle> askToEnd() {
        Optional<ProcessHandle> process = stillRunning();
        process.ifPresent(running -> Signals.send(running, StopSignal.valueOf(read().orElseThrow()[2])));
        return process;
    }

    private Optional<String[]> read() {
        try {
            return Optional.of(Files.readString(file).strip().split(" ", -1));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessHandle> find(String[] note) {
        try {
            long start = Long.parseLong(note[1]);
            return ProcessHandle.of(Long.parseLong(note[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startedAt(process, start));
        } catch (NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }

    private static boolean startedAt(ProcessHandle process, long start) {
        return process.info()
                .startInstant()
                .map(found -> Duration.between(Instant.ofEpochMilli(start), found)
                                .abs()
                                .compareTo(CLOCK_ROUNDING)
                        <= 0)
                .orElse(false);
    }
}
