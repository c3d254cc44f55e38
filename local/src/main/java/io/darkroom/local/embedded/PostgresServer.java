package io.darkroom.local.embedded;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.Reason;
import io.darkroom.local.process.Launch;
import io.darkroom.local.process.LogTail;
import io.darkroom.local.process.Processes;
import io.darkroom.local.process.ServiceProcess;
import io.darkroom.local.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL server on the loopback address, with one database and one user, both called {@value #NAME}. */
public final class PostgresServer {
    /** The name of the database and of its user. */
    public static final String NAME = "darkroom";

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final int STARTS = 20;

    private final PostgresFolder folder;
    private final Processes processes;
    private final Path binaries;
    private final Rootless rootless;
    private final Path log;
    private final int port;

    private PostgresServer(
            PostgresFolder folder, Processes processes, Path binaries, Rootless rootless, Path log, int port) {
        this.folder = folder;
        this.processes = processes;
        this.binaries = binaries;
        this.rootless = rootless;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts the server and returns once it takes connections.
     *
     * @param folder where it keeps its rows; made, with the database in it, at the first start
     * @param password of the user, asked for whenever somebody connects; must be the same at every start
     */
    public static ServiceProcess start(
            Processes processes, ServerBinaries binaries, Path folder, Path log, int port, String password) {
        Rootless rootless = Rootless.detect();
        Path installed = binaries.postgres();
        try {
            rootless.openWayTo(installed);
            PostgresFolder data = new PostgresFolder(folder, installed, rootless);
            data.initializeOnce(processes, log, password);
            rootless.handOver(folder);
            data.clearStaleLock();
            return new PostgresServer(data, processes, installed, rootless, log, port).startPatiently();
        } catch (IOException e) {
            throw new LocalFailure("PostgreSQL does not start: " + Reason.of(e), e);
        }
    }

    /** The port of the server that has its rows in {@code folder}, if one runs. */
    public static Optional<Integer> portOf(Path folder) {
        return new PostgresFolder(folder, folder, Rootless.detect()).port();
    }

    /** The JDBC address of the database. */
    public static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    /**
     * After a crash the last helpers of the server before may still be leaving, and the server rightly refuses to start
     * beside them.
     */
    private ServiceProcess startPatiently() throws IOException {
        for (int attempt = 1; ; attempt++) {
            ServiceProcess server = processes.start(launch());
            Waiting.until(START_LIMIT, () -> folder.isReady(server.pid()) || !server.isAlive());
            if (server.isAlive()) {
                return server;
            }
            boolean leaving = Files.readString(log).contains("pre-existing shared memory block");
            if (!leaving || attempt == STARTS) {
                throw new LocalFailure(LogTail.after("PostgreSQL does not start", log));
            }
            Waiting.pause(Duration.ofMillis(500));
        }
    }

    private Launch launch() {
        List<String> command = new ArrayList<>(List.of(
                binaries.resolve("bin/postgres").toString(), "-D", folder.path().toString()));
        command.addAll(List.of("-p", Integer.toString(port)));
        PostgresSettings.SERVER.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return Launch.of("postgres", log, rootless.command(command)).stoppedBy(StopSignal.INT);
    }
}
