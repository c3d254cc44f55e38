package io.darkroom.bench.scale;

import java.time.Duration;
import java.util.stream.Stream;

/** Processor time of this process and all that it started, services and stores: on a disturbed machine it says more than a clock. */
final class ProcessTime {
    private ProcessTime() {}

    /** Seconds spent so far. */
    static double seconds() {
        ProcessHandle here = ProcessHandle.current();
        return Stream.concat(Stream.of(here), here.descendants())
                        .flatMap(process -> process.info().totalCpuDuration().stream())
                        .mapToDouble(Duration::toMillis)
                        .sum()
                / 1000;
    }
}
