package io.darkroom.worker.draw;

import io.darkroom.core.job.FailureCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts records that are never handed out again though nothing was drawn, by code; all codes are shown from the start. */
@Startup
@ApplicationScoped
public class RefusalMetrics {
    /** The record's key is not the id of a job. */
    static final String NO_JOB = "no_job";
    /** Its job waits in another lane. */
    static final String FOREIGN_RECORD = "foreign_record";

    private final Map<String, Counter> refused;

    /** Counts in {@code registry}. */
    public RefusalMetrics(MeterRegistry registry) {
        refused = Stream.concat(
                        Stream.of(NO_JOB, FOREIGN_RECORD),
                        Arrays.stream(FailureCode.values()).map(FailureCode::wireName))
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        code -> Counter.builder("darkroom.worker.records.refused")
                                .description(
                                        "Records that are never handed out again though nothing was drawn, by code")
                                .tag("code", code)
                                .register(registry)));
    }

    void count(String code) {
        Objects.requireNonNull(refused.get(code)).increment();
    }
}
