package io.darkroom.api.catalog;

import io.darkroom.core.thread.DaemonThreads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Which models have a live worker. Looks on a thread of its own, so that whoever must not wait can ask; thread-safe. */
@ApplicationScoped
public class Attendance {
    private static final Logger LOG = Logger.getLogger(Attendance.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final ModelCatalog catalog;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("attendance"));
    private volatile Optional<Set<String>> served = Optional.empty();

    /** Knows nothing yet. */
    public Attendance(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    /** Looks now and from now on. */
    public void start() {
        var unused = timer.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether no live worker serves the model, as far as is known: what cannot be found out is no reason to say so. */
    public boolean lacks(String model) {
        return served.map(models -> !models.contains(model)).orElse(false);
    }

    void look() {
        try {
            served = Optional.of(catalog.served().stream()
                    .map(model -> model.offer().name())
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (RuntimeException e) {
            served = Optional.empty();
            LOG.debugf("Nobody knows which workers live: %s", e.getClass().getSimpleName());
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
