package io.darkroom.local.process;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.Reason;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The child processes of one local run, each noted at the warden and in a pid file. Thread-safe. */
public final class Processes implements AutoCloseable {
    private static final Duration ORPHAN_GRACE = Duration.ofSeconds(10);

    private final Path pidFolder;
    private final Warden warden;
    private final Set<ServiceProcess> running = ConcurrentHashMap.newKeySet();
    private boolean closed;

    private Processes(Path pidFolder, Warden warden) {
        this.pidFolder = pidFolder;
        this.warden = warden;
    }

    /**
     * Opens the books of a run, after stopping what an earlier run in the same folder left running.
     *
     * @param pidFolder the working folder of all children and the place of their pid files; this run's alone
     */
    public static Processes open(Path pidFolder) {
        stopOrphans(pidFolder);
        return new Processes(pidFolder, Warden.start());
    }

    /** Starts a child. Its log is begun anew; the one of the start before is kept beside it. */
    public synchronized ServiceProcess start(Launch launch) {
        if (closed) {
            throw new LocalFailure("stopping: " + launch.name() + " is not started any more");
        }
        try {
            ServiceProcess process = noted(launch, spawn(launch));
            running.add(process);
            var unused = process.ended().whenComplete((nothing, failure) -> running.remove(process));
            return process;
        } catch (IOException e) {
            throw new LocalFailure("cannot start " + launch.name() + ": " + Reason.of(e), e);
        }
    }

    private ServiceProcess noted(Launch launch, Process process) {
        PidFile note = new PidFile(pidFolder.resolve(launch.name() + ".pid"));
        warden.watch(process.pid(), launch.stopSignal());
        note.write(process.toHandle(), launch.stopSignal());
        return new ServiceProcess(launch, process, () -> {
            warden.forget(process.pid());
            if (note.stillRunning().isEmpty()) {
                note.delete();
            }
        });
    }

    private Process spawn(Launch launch) throws IOException {
        LogFiles.begin(launch.log());
        ProcessBuilder builder = new ProcessBuilder(Detached.commandLine(launch.command()))
                .directory(pidFolder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        builder.environment().putAll(launch.environment());
        if (launch.input().isEmpty()) {
            builder.redirectInput(new File("/dev/null"));
            return builder.start();
        }
        Process process = builder.start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(launch.input().getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedAlready) {
            // Its own log says why; whoever waits for it reports that.
        }
        return process;
    }

    /** Starts no more children from now on. */
    public synchronized void refuseNew() {
        closed = true;
    }

    /** Starts no more children, stops those that still run, all at once, and returns when they are gone. */
    @Override
    public void close() {
        refuseNew();
        running.parallelStream().forEach(ServiceProcess::stop);
        warden.close();
    }

    private static void stopOrphans(Path pidFolder) {
        try (Stream<Path> files = Files.list(pidFolder)) {
            List<Path> notes =
                    files.filter(file -> file.toString().endsWith(".pid")).toList();
            List<ProcessHandle> orphans = notes.stream()
                    .flatMap(note -> new PidFile(note).askToEnd().stream())
                    .toList();
            orphans.forEach(orphan -> endOrKill(orphan, ORPHAN_GRACE));
            for (Path note : notes) {
                Files.deleteIfExists(note);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void endOrKill(ProcessHandle process, Duration grace) {
        try {
            process.onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
