package io.darkroom.bench.scale;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Processor time of this process and all that it started, services and stores: on a disturbed machine it says more than a clock. */
final class ProcessTime {
    private ProcessTime() {}

    /** Seconds spent so far. */
    static double seconds() {
        return seconds(process -> true);
    }

    /** Of those the part of Redis, which has one thread for all. */
    static double ofRedis() {
        return seconds(process -> process.info()
                .command()
                .filter(command -> command.contains("redis-server") || command.contains("valkey-server"))
                .isPresent());
    }

    private static double seconds(Predicate<ProcessHandle> wanted) {
        ProcessHandle here = ProcessHandle.current();
        return Stream.concat(Stream.of(here), here.descendants())
                        .filter(wanted)
                        .flatMap(process -> process.info().totalCpuDuration().stream())
                        .mapToDouble(Duration::toMillis)
                        .sum()
                / 1000;
    }
}
