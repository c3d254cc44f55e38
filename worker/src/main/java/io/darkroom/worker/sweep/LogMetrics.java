package io.darkroom.worker.sweep;

import io.darkroom.core.thread.DaemonThreads;
import io.darkroom.worker.slot.ServedLane;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows what Kafka still holds of each lane that this worker swept last. As times and not as ages, since a worker asks no
 * clock: {@code time() - darkroom_queue_oldest_record_timestamp_seconds} is the age.
 */
@Startup
@ApplicationScoped
public class LogMetrics {
    private static final long PERIOD_SECONDS = 5;
    private static final double MILLIS = 1000;

    private final Janitor janitor;
    private final MultiGauge oldest;
    private final MultiGauge octets;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("log-metrics"));

    /** Shows from now on. */
    public LogMetrics(Janitor janitor, MeterRegistry registry) {
        this.janitor = janitor;
        oldest = MultiGauge.builder("darkroom.queue.oldest.record.timestamp")
                .description("The earliest that the oldest record on Kafka's disk can have come")
                .baseUnit("seconds")
                .register(registry);
        octets = MultiGauge.builder("darkroom.queue.log.size")
                .description("What Kafka's disk holds of the lane, also of jobs that have ended")
                .baseUnit("bytes")
                .register(registry);
        var unused = timer.scheduleWithFixedDelay(this::show, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void show() {
        List<MultiGauge.Row<?>> times = new ArrayList<>();
        List<MultiGauge.Row<?>> sizes = new ArrayList<>();
        janitor.latest().forEach((lane, swept) -> {
            Tags tags = tags(lane);
            swept.oldest().ifPresent(time -> times.add(MultiGauge.Row.of(tags, time.toEpochMilli() / MILLIS)));
            swept.octets().ifPresent(size -> sizes.add(MultiGauge.Row.of(tags, size)));
        });
        oldest.register(times, true);
        octets.register(sizes, true);
    }

    private static Tags tags(ServedLane lane) {
        return Tags.of("model", lane.model(), "lane", lane.lane().wireName());
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
