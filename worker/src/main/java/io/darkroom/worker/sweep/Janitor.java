package io.darkroom.worker.sweep;

import io.darkroom.core.job.Lane;
import io.darkroom.core.thread.DaemonThreads;
import io.darkroom.worker.config.WorkerConfig;
import io.darkroom.worker.slot.ServedLane;
import io.darkroom.worker.slot.Slots;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sweeps the lanes that its {@link Rota} names, whenever it is this worker's turn. A sweep that fails is made up for by the
 * next; if none succeeds, the records' retention ends them.
 */
@ApplicationScoped
public class Janitor {
    private static final Logger LOG = Logger.getLogger(Janitor.class);

    private final Slots slots;
    private final LaneLog log;
    private final Turns turns;
    private final WorkerConfig config;
    private final Rota rota = new Rota();
    private final Map<ServedLane, Swept> latest = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("janitor"));

    /** Sweeps nothing yet. */
    public Janitor(Slots slots, LaneLog log, Turns turns, WorkerConfig config) {
        this.slots = slots;
        this.log = log;
        this.turns = turns;
        this.config = config;
    }

    /** From now on, not at the same moment as workers that started at the same moment. */
    public void start() {
        long period = config.sweepPeriod().toMillis();
        long first = ThreadLocalRandom.current().nextLong(period);
        var unused = timer.scheduleWithFixedDelay(this::sweepAll, first, period, TimeUnit.MILLISECONDS);
    }

    /** Leaves the lanes to others. */
    @PreDestroy
    public void stop() {
        timer.shutdownNow();
        latest.clear();
    }

    /** What this worker's sweeps left, of the lanes where the last one was its own. */
    Map<ServedLane, Swept> latest() {
        return Map.copyOf(latest);
    }

    private void sweepAll() {
        List<ServedLane> due = rota.next(slots.served(), slots.manned());
        latest.keySet().retainAll(due);
        due.forEach(this::sweepOrWarn);
    }

    private void sweepOrWarn(ServedLane lane) {
        try {
            sweep(lane, lane.model(), lane.lane());
        } catch (RuntimeException e) {
            LOG.warnf("Lane %s was not swept: %s", lane, e.getClass().getSimpleName());
        }
    }

    private void sweep(ServedLane served, String model, Lane lane) {
        Optional<Instant> began = turns.take(model, lane, config.sweepPeriod());
        if (began.isEmpty()) {
            latest.remove(served);
            return;
        }
        Swept swept = log.sweep(model, lane, turns.last(model, lane), began.get());
        turns.note(model, lane, swept.mark());
        swept.cleared(began.get()).ifPresent(before -> turns.cleared(model, lane, before, config.recordRetention()));
        latest.put(served, swept);
        rota.swept(served, swept);
    }
}
