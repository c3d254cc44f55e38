package io.darkroom.bench;

import io.darkroom.bench.engine.EngineBench;
import io.darkroom.bench.queue.QueueBench;
import io.darkroom.bench.report.Report;
import io.darkroom.bench.report.ResultFolder;
import io.darkroom.bench.report.TextTable;
import io.darkroom.bench.scale.ScaleBench;
import io.darkroom.bench.service.ServiceBench;
import io.darkroom.bench.suite.Benchmark;
import io.darkroom.bench.suite.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs benches, prints their tables and keeps their results. */
@Command(
        name = "darkroom bench",
        sortOptions = false,
        description =
                "Measures the engine and the whole system on this machine. Every figure is held against another of the "
                        + "same run, in interleaved rounds.")
final class BenchCommand implements Callable<Integer> {
    private static final List<Benchmark> ALL =
            List.of(new EngineBench(), new ServiceBench(), new QueueBench(), new ScaleBench());

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Parameters(paramLabel = "BENCH", arity = "0..*", description = "engine, service, queue, scale; without one, all.")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--peers",
            description =
                    "Also run other programs at the same work. What they need is installed in ~/.cache/darkroom-bench, "
                            + "which takes minutes and 6 GB.")
    boolean peers;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "7",
            description = "How often everything is measured (default: ${DEFAULT-VALUE}).")
    int rounds;

    @Option(names = "--out", paramLabel = "DIR", description = "Where results are kept (default: bench/results).")
    @Nullable
    Path out;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    boolean help;

    private final Path home;
    private final InstantSource clock;

    BenchCommand(Path home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds must be at least 1");
        }
        Set<Benchmark> wanted = wanted();
        Settings settings = new Settings(home, rounds, peers, this::say);
        ResultFolder folder = new ResultFolder(Optional.ofNullable(out).orElse(home.resolve("bench/results")));
        for (Benchmark benchmark : wanted) {
            say(benchmark.name() + " begins");
            Report report = benchmark.run(settings);
            PrintWriter console = spec.commandLine().getOut();
            TextTable.of(report).forEach(console::println);
            console.println();
            console.flush();
            for (Path file : folder.keep(report, new ResultFolder.Settings(rounds, peers), clock.instant())) {
                say("wrote " + file);
            }
        }
        return 0;
    }

    private Set<Benchmark> wanted() {
        Set<Benchmark> wanted = new LinkedHashSet<>(names.isEmpty() ? ALL : List.of());
        for (String name : names) {
            wanted.add(ALL.stream()
                    .filter(benchmark -> benchmark.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "BENCH must be one of "
                                    + String.join(
                                            ", ",
                                            ALL.stream().map(Benchmark::name).toList()))));
        }
        return wanted;
    }

    private void say(String line) {
        PrintWriter console = spec.commandLine().getErr();
        console.println("darkroom bench: " + line);
        console.flush();
    }
}
