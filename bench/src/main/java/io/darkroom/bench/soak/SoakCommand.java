package io.darkroom.bench.soak;

import io.darkroom.bench.report.Report;
import io.darkroom.bench.report.ResultFolder;
import io.darkroom.bench.report.TextTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the whole system under load and random faults. Ends with 1 if anything came of it that must not. */
@Command(
        name = "soak",
        sortOptions = false,
        description =
                "Runs the whole system under steady load, kills, freezes, restarts and slows its parts at random, and "
                        + "holds every job to what was seen of it. Fails if anything was lost, doubled, stuck or left, if a job "
                        + "ended in another way than drawn or deleted, if a caller got an answer that none should get, or if a "
                        + "process has grown by more than half and 128 MiB, or half and eight threads. In the last third, at "
                        + "most ten minutes, no process is ended.")
public final class SoakCommand implements Callable<Integer> {
    private static final int WORKERS = 2;
    private static final int SEEDS = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long faults are inflicted (default: ${DEFAULT-VALUE}).")
    int minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Which faults, in which order; another one each time by default.")
    @Nullable
    Long seed;

    @Option(names = "--out", paramLabel = "DIR", description = "Where results are kept (default: bench/results).")
    @Nullable
    Path out;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    boolean help;

    private final Path home;
    private final InstantSource clock;

    /** For the tree at {@code home}. */
    public SoakCommand(Path home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        if (minutes < 1) {
            throw new ParameterException(spec.commandLine(), "--minutes must be at least 1");
        }
        long chosen = Optional.ofNullable(seed).orElseGet(() -> clock.millis() % SEEDS);
        say("seed " + chosen + "; starting the system with " + WORKERS + " workers");
        Findings findings;
        try (SoakedSystem system = SoakedSystem.start(home, WORKERS)) {
            findings = new Soak(system, chosen, this::say).run(Duration.ofMinutes(minutes));
        }
        Report report = SoakReport.of(findings, chosen);
        PrintWriter console = spec.commandLine().getOut();
        TextTable.of(report).forEach(console::println);
        console.flush();
        ResultFolder folder = new ResultFolder(Optional.ofNullable(out).orElse(home.resolve("bench/results")));
        for (Path file : folder.keep(report, new ResultFolder.Settings(1, false), clock.instant())) {
            say("wrote " + file);
        }
        findings.growth().grown().forEach(part -> say(part + " has grown more than it may"));
        return findings.areGood() ? 0 : 1;
    }

    private void say(String line) {
        PrintWriter console = spec.commandLine().getErr();
        console.println("darkroom bench soak: " + line);
        console.flush();
    }
}
