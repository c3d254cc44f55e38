package io.darkroom.bench.suite;

import io.darkroom.bench.report.Report;

/** One of the benches. */
public interface Benchmark {
    /** As it is called on the command line. */
    String name();

    /** Runs it; takes minutes. */
    Report run(Settings settings) throws Exception;
}
