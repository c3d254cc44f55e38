package io.darkroom.local.command;

import io.darkroom.local.LocalCluster;
import io.darkroom.local.LocalFailure;
import io.darkroom.local.PrivateFiles;
import io.darkroom.local.Reason;
import io.darkroom.local.audit.Audit;
import io.darkroom.local.audit.Deployment;
import io.darkroom.local.audit.Report;
import io.darkroom.local.audit.job.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code darkroom audit}: a deployment, by default one that is started for this, is searched for what jobs left in it. */
@Command(
        name = "audit",
        description =
                "Have jobs of every kind drawn, and look for their prompts and pictures in everything that is stored, "
                        + "logged or shown, after proving that they would be found. What is not given is not searched, and the "
                        + "report says so. Ends with 3 if something is found, with 4 if something planted is not, or a "
                        + "kind of jobs that is asked for cannot be had.")
final class AuditCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    ServerOptions server = new ServerOptions();

    @Mixin
    AuditedAddresses addresses = new AuditedAddresses();

    @Option(names = "--model", paramLabel = "NAME", description = "Model to draw with (default: the first).")
    @Nullable
    String model;

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            converter = KindConverter.class,
            description = "Kinds of jobs to have, of plain, sealed, retained, read-once, failed, cancelled, expired, "
                    + "killed, bad-input (default: all that can be had).")
    List<Kind> kinds = new ArrayList<>();

    @Option(names = "--json", description = "Print the report as a JSON object.")
    boolean json;

    private final Path home;
    private final Console console;
    private final InstantSource clock;

    AuditCommand(Path home, Console console, InstantSource clock) {
        this.home = home;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        addresses.check(spec.commandLine(), server.areGiven());
        if (!server.areGiven() && server.apiKeyFile != null) {
            throw new UsageError(spec.commandLine(), "--api-key-file needs --server");
        }
        if (server.areGiven() && (cluster.data != null || cluster.models != null)) {
            throw new UsageError(spec.commandLine(), "--server excludes --data and --models");
        }
        Shutdown shutdown = new Shutdown(console);
        try {
            Report report = server.areGiven() ? auditOther(shutdown) : auditOwn(shutdown);
            shutdown.run();
            (json ? List.of(report.json()) : report.lines()).forEach(console::result);
            return switch (report.verdict()) {
                case CLEAN -> ExitCode.OK;
                case FOUND -> ExitCode.FOUND;
                case UNPROVED -> ExitCode.UNPROVED;
            };
        } catch (LocalFailure failure) {
            return shutdown.failed(failure);
        } finally {
            shutdown.run();
        }
    }

    private Report auditOther(Shutdown shutdown) {
        URI url = server.address(spec.commandLine());
        return audit(addresses.deployment(url, server.key(spec.commandLine())), Optional.empty(), shutdown);
    }

    private Report auditOwn(Shutdown shutdown) {
        // File systems tell times more coarsely than clocks.
        FileTime start = FileTime.from(clock.instant().minusSeconds(1));
        Path data = cluster.data == null ? freshFolder(shutdown) : cluster.data;
        LocalCluster running =
                LocalCluster.prepare(cluster.settings(home, console).data(data).build());
        shutdown.first(running::close);
        running.boot();
        return audit(Deployment.of(running, start), Optional.of(() -> killWorker(running)), shutdown);
    }

    private static Path freshFolder(Shutdown shutdown) {
        try {
            Path folder = PrivateFiles.folder(Files.createTempDirectory("darkroom-audit"));
            shutdown.first(() -> delete(folder));
            return folder;
        } catch (IOException e) {
            throw new LocalFailure("no temporary folder can be made: " + Reason.of(e), e);
        }
    }

    private static void delete(Path folder) {
        try {
            PrivateFiles.deleteTree(folder);
        } catch (IOException e) {
            throw new LocalFailure("the data folder cannot be deleted: " + Reason.of(e), e);
        }
    }

    private static void killWorker(LocalCluster running) {
        running.workerPids().stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .forEach(ProcessHandle::destroyForcibly);
    }

    private Report audit(Deployment deployment, Optional<Runnable> killer, Shutdown shutdown) {
        Audit audit = new Audit(deployment, model, kinds, killer, clock, console::say);
        shutdown.first(audit::close);
        return audit.run();
    }

    /** By their labels. */
    static final class KindConverter implements ITypeConverter<Kind> {
        @Override
        public Kind convert(String value) {
            return Stream.of(Kind.values())
                    .filter(kind -> kind.label().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("no such kind"));
        }
    }
}
