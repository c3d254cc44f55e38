package io.darkroom.local.command;

import io.darkroom.local.ApiKey;
import io.darkroom.local.LocalCluster;
import io.darkroom.local.LocalFailure;
import io.darkroom.local.LocalSettings;
import io.darkroom.local.ReadyFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code darkroom up}: everything runs until it is interrupted. */
@Command(name = "up", description = "Start everything, print its address and wait.")
final class UpCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the API, 0 for any free one (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many workers to start (default: ${DEFAULT-VALUE}).")
    int workers;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Written once all is ready, removed at the end: {\"url\": …, \"api_key\": …}.")
    @Nullable
    Path readyFile;

    private final Path home;
    private final Console console;

    UpCommand(Path home, Console console) {
        this.home = home;
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        LocalSettings settings = settings();
        Shutdown shutdown = new Shutdown(console);
        try {
            LocalCluster running = LocalCluster.prepare(settings);
            shutdown.first(running::close);
            ReadyFile ready = readyFile == null ? null : new ReadyFile(readyFile);
            running.boot();
            if (ready != null) {
                shutdown.first(ready::close);
                ready.write(running.url(), running.apiKey());
            }
            announce(running);
            throw awaitEnd(running);
        } catch (CancellationException closed) {
            return ExitCode.OK;
        } catch (LocalFailure failure) {
            return shutdown.failed(failure);
        } finally {
            shutdown.run();
        }
    }

    private LocalSettings settings() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new UsageError(spec.commandLine(), "--port must be 0.." + HIGHEST_PORT);
        }
        if (workers < 0) {
            throw new UsageError(spec.commandLine(), "--workers must be 0 or more");
        }
        return cluster.settings(home, console)
                .port(port)
                .workers(workers)
                .firstApiKey(true)
                .build();
    }

    private void announce(LocalCluster running) {
        console.result("address: " + running.url());
        console.result("API key: " + running.firstApiKey().map(UpCommand::fresh).orElseGet(this::known));
        console.result("worker key: " + running.workerKey() + "  (thumbprint, for clients that pin it)");
        console.result("data:    " + running.dataFolder().path());
        console.result("logs:    " + running.dataFolder().logs());
        console.say("ready; Ctrl-C stops everything");
    }

    private static String fresh(ApiKey key) {
        return key.reveal() + "  (shown this once; only its hash is kept)";
    }

    private String known() {
        return readyFile == null
                ? "the one shown at the first start of this data folder; --ready-file FILE gets one for a run"
                : "the one shown at the first start of this data folder, and this run's in " + readyFile;
    }

    private static LocalFailure awaitEnd(LocalCluster running) throws InterruptedException {
        try {
            return running.ended().get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
