package io.darkroom.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The child processes of a local run by the names of their parts, such as {@code api} and {@code worker-1}. */
public final class Parts {
    private final Path notes;

    /** Those of the run that keeps everything in {@code data}. */
    public Parts(Path data) {
        this.notes = data.resolve("run");
    }

    /** The process that a part is now; empty if it is not there. */
    public Optional<ProcessHandle> find(String part) {
        try {
            String note = Files.readString(notes.resolve(part + ".pid"));
            return ProcessHandle.of(Long.parseLong(note.split("\\s", 2)[0]));
        } catch (NoSuchFileException away) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for a part that must be there. */
    public ProcessHandle process(String part) {
        return find(part).orElseThrow();
    }

    /** Kills it without a warning, and returns when it is gone. */
    public void kill(String part) {
        ProcessHandle process = process(part);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Tells it to stop, as a rollout does, and returns when it is gone. */
    public void terminate(String part) {
        ProcessHandle process = process(part);
        process.destroy();
        process.onExit().join();
    }

    /** Sends a signal by its name, such as {@code STOP}. */
    public void signal(String part, String signal) {
        signal(process(part), signal);
    }

    /** Sends a signal by its name; nothing happens if the process is gone. */
    public static void signal(ProcessHandle process, String signal) {
        try {
            var unusedExitCode = new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
