package io.darkroom.bench.parts;

import io.darkroom.bench.report.Row;
import io.darkroom.bench.suite.Settings;
import io.darkroom.diffusion.scheduler.Schedulers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of this package and holds each part against one step of one picture. */
public final class Parts {
    private static final String YARDSTICK = "step";
    private static final int ITERATIONS = 5;
    private static final TimeValue ITERATION = TimeValue.milliseconds(300);

    private Parts() {}

    /** A row for each part: its time, and its share of a step's. */
    public static List<Row> rows(Settings settings) {
        settings.notices().accept("measuring tokenizer, schedulers, noise and PNG with JMH (about two minutes)");
        Collection<RunResult> results = results(settings);
        double[] step = results.stream()
                .filter(result -> label(result).equals(YARDSTICK))
                .map(Parts::microseconds)
                .findFirst()
                .orElseThrow();
        List<Row> rows = new ArrayList<>();
        for (RunResult result : results) {
            if (!label(result).equals(YARDSTICK)) {
                rows.add(Row.of(name(result), "µs", microseconds(result), "one step of one picture", step));
            }
        }
        return rows;
    }

    private static Collection<RunResult> results(Settings settings) {
        OptionsBuilder options = new OptionsBuilder();
        options.include(Parts.class.getPackageName() + "\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .warmupIterations(ITERATIONS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .forks(1)
                .jvmArgsAppend("-D" + DemoModel.PROPERTY + "=" + settings.model())
                .param("scheduler", Schedulers.names().toArray(String[]::new))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        try {
            return new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH: " + e.getMessage(), e);
        }
    }

    private static String name(RunResult result) {
        String scheduler = result.getParams().getParam("scheduler");
        return scheduler == null ? words(label(result)) : "scheduler " + scheduler;
    }

    /** A method's name as words. */
    private static String words(String camelCase) {
        return camelCase.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String label(RunResult result) {
        return result.getPrimaryResult().getLabel();
    }

    private static double[] microseconds(RunResult result) {
        return result.getBenchmarkResults().stream()
                .map(BenchmarkResult::getIterationResults)
                .flatMap(Collection::stream)
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .toArray();
    }
}
