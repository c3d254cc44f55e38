package io.darkroom.local.embedded;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.PrivateFiles;
import io.darkroom.local.process.Launch;
import io.darkroom.local.process.LogTail;
import io.darkroom.local.process.Processes;
import io.darkroom.local.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The data folder of PostgreSQL: made once, whole or not at all. */
final class PostgresFolder {
    private static final Duration INIT_LIMIT = Duration.ofMinutes(2);

    /** Nobody gets in without the password, other users of this machine included. */
    private static final String WHO_MAY_CONNECT = "host all all 127.0.0.1/32 scram-sha-256\n";

    private final Path path;
    private final Path binaries;
    private final Rootless rootless;

    PostgresFolder(Path path, Path binaries, Rootless rootless) {
        this.path = path;
        this.binaries = binaries;
        this.rootless = rootless;
    }

    Path path() {
        return path;
    }

    /** Made beside its place and moved there whole: a first start that was cut off begins anew. */
    void initializeOnce(Processes processes, Path log, String password) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        PrivateFiles.deleteTree(draft);
        PrivateFiles.folder(draft);
        rootless.handOver(draft);
        run(processes, Launch.of("initdb", log.resolveSibling("initdb.log"), rootless.command(initdb(draft))));
        run(
                processes,
                Launch.of("createdb", log.resolveSibling("createdb.log"), rootless.command(singleUser(draft)))
                        .withInput(setUp(password)));
        Files.writeString(draft.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
        Files.move(draft, path);
    }

    private List<String> initdb(Path draft) {
        return List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + draft,
                "--username=" + PostgresServer.NAME,
                "--encoding=UTF8",
                "--locale=C",
                // Of no consequence: pg_hba.conf is replaced before the server first listens.
                "--auth=trust",
                "--no-instructions");
    }

    private List<String> singleUser(Path draft) {
        List<String> command = new ArrayList<>(
                List.of(binaries.resolve("bin/postgres").toString(), "--single", "-D", draft.toString()));
        PostgresSettings.QUIET.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        command.add("postgres");
        return command;
    }

    private static String setUp(String password) {
        return "ALTER ROLE " + PostgresServer.NAME + " PASSWORD '" + password + "'\nCREATE DATABASE "
                + PostgresServer.NAME + "\n";
    }

    private static void run(Processes processes, Launch launch) {
        ServiceProcess process = processes.start(launch);
        Waiting.until(INIT_LIMIT, () -> !process.isAlive());
        if (process.isAlive() || process.exitCode() != 0) {
            process.stop();
            throw new LocalFailure(
                    LogTail.after("PostgreSQL cannot be set up (" + process.name() + ")", process.log()));
        }
    }

    /** Whether the server {@code pid} says, in the eighth line of its lock file, that it takes connections. */
    boolean isReady(long pid) {
        List<String> lines = lockFile();
        return lines.size() >= 8
                && lines.get(0).strip().equals(Long.toString(pid))
                && lines.get(7).strip().equals("ready");
    }

    /** The port in the fourth line of the lock file of a server that lives and takes connections. */
    Optional<Integer> port() {
        List<String> lines = lockFile();
        boolean serves = lines.size() >= 8
                && lines.get(7).strip().equals("ready")
                && ProcessHandle.of(number(lines.get(0)))
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
        return serves ? Optional.of((int) number(lines.get(3))) : Optional.empty();
    }

    /**
     * Removes the lock file of a server that is gone if its process id now is somebody else's: the server would take that
     * for itself. In all other cases the server looks after the file better than we could.
     */
    void clearStaleLock() throws IOException {
        List<String> lines = lockFile();
        if (lines.isEmpty()) {
            return;
        }
        boolean somebodyElse = ProcessHandle.of(number(lines.get(0)))
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().command())
                .map(command -> !command.endsWith("postgres"))
                .orElse(false);
        if (somebodyElse) {
            Files.delete(lockPath());
        }
    }

    private static long number(String line) {
        try {
            return Long.parseLong(line.strip());
        } catch (NumberFormatException torn) {
            return -1;
        }
    }

    private List<String> lockFile() {
        try {
            return Files.readAllLines(lockPath());
        } catch (IOException notThere) {
            return List.of();
        }
    }

    private Path lockPath() {
        return path.resolve("postmaster.pid");
    }
}
