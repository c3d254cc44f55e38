package io.darkroom.worker.draw;

import io.darkroom.core.thread.DaemonThreads;
import io.darkroom.worker.config.WorkerConfig;
import io.darkroom.worker.deliver.Claim;
import io.darkroom.worker.deliver.JobChannel;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks after every drawing of this worker, once a second and from a thread of its own, so that one is ended in the midst
 * of a long call too: when its job is deleted or taken over, when its time is up, when the worker leaves.
 */
@ApplicationScoped
public class Watch {
    private static final Logger LOG = Logger.getLogger(Watch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final JobChannel channel;
    private final WorkerConfig config;
    private final Drain drain;
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("watch"));

    /** Looks at nothing yet. */
    public Watch(JobChannel channel, WorkerConfig config, Drain drain) {
        this.channel = channel;
        this.config = config;
        this.drain = drain;
    }

    /** Starts to look after a drawing; closing ends that. */
    Watched over(Claim claim, Lease lease) {
        Watched drawing = new Watched(claim, lease);
        watched.add(drawing);
        return drawing;
    }

    /** From now on every second. */
    public void start() {
        var unused = timer.scheduleWithFixedDelay(
                this::lookAtAll, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One round. Time first: Redis may be slow to answer, and is then asked about nothing else meanwhile. */
    void lookAtAll() {
        watched.forEach(drawing -> tryTo(drawing::lookAtTime));
        watched.forEach(drawing -> tryTo(drawing::lookAtChannel));
    }

    /** What goes wrong with one drawing ends neither the looks at the others nor the rounds to come. */
    private static void tryTo(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException | Error e) {
            LOG.warnf("A drawing was not looked after: %s", e.getClass().getSimpleName());
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    /** One drawing that is looked after. */
    final class Watched implements AutoCloseable {
        private final Claim claim;
        private final Lease lease;
        private final long claimed = System.nanoTime();

        private Watched(Claim claim, Lease lease) {
            this.claim = claim;
            this.lease = lease;
        }

        /** Ends the drawing if its time is up. */
        void lookAtTime() {
            reasonToEnd().ifPresent(lease::end);
        }

        private Optional<Ending> reasonToEnd() {
            Duration held = Duration.ofNanos(System.nanoTime() - claimed);
            if (held.compareTo(claim.timeLeft()) >= 0) {
                return Optional.of(Ending.EXPIRED);
            }
            if (lease.drawing()
                    .filter(drawing -> drawing.compareTo(config.drawingLimit()) >= 0)
                    .isPresent()) {
                return Optional.of(Ending.TIMED_OUT);
            }
            return drain.isOver() ? Optional.of(Ending.DRAINED) : Optional.empty();
        }

        private void lookAtChannel() {
            try {
                if (!channel.isOurs(claim)) {
                    lease.end(Ending.LEFT);
                }
            } catch (RuntimeException unknown) {
                // Redis does not answer. The drawing goes on: whether its result counts is decided when it is handed
                // over.
            }
        }

        @Override
        public void close() {
            watched.remove(this);
        }
    }
}
