package io.darkroom.worker.slot;

import io.darkroom.core.job.Lane;
import io.darkroom.core.thread.DaemonThreads;
import io.darkroom.diffusion.engine.Engine;
import io.darkroom.worker.config.WorkerConfig;
import io.darkroom.worker.deliver.JobChannel;
import io.darkroom.worker.draw.Drain;
import io.darkroom.worker.draw.DrawJob;
import io.darkroom.worker.model.Models;
import io.darkroom.worker.queue.JobQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** All slots of this worker, placed by {@link Staffing} where they are needed. */
@ApplicationScoped
public class Slots {
    private static final Logger LOG = Logger.getLogger(Slots.class);
    private static final Duration LAST_STEP = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 500;

    private final Models models;
    private final JobQueues queues;
    private final JobChannel channel;
    private final DrawJob drawJob;
    private final Engine engine;
    private final Drain drain;
    private final WorkerConfig config;
    private final StopSignal stop = new StopSignal();
    private final Semaphore change = new Semaphore(0);
    private final Map<Post, Thread> placed = new ConcurrentHashMap<>();
    private final ExecutorService drawing = Executors.newCachedThreadPool(new DaemonThreads("draw"));
    private int opened;

    /** Starts nothing yet. */
    public Slots(
            Models models,
            JobQueues queues,
            JobChannel channel,
            DrawJob drawJob,
            Engine engine,
            Drain drain,
            WorkerConfig config) {
        this.models = models;
        this.queues = queues;
        this.channel = channel;
        this.drawJob = drawJob;
        this.engine = engine;
        this.drain = drain;
        this.config = config;
    }

    /**
     * Prepares the queues and sets the first slots to work; from then on they are moved as needed.
     *
     * @param departure makes this process leave because its engine hangs; returns at once
     */
    public void start(Runnable departure) {
        HangLimits hang = new HangLimits(config.stepLimit(), config.hangLimit(), this::engineHangs, departure);
        Staffing staffing = new Staffing(SlotLimits.of(config), lanes(), this::useful, this::waits);
        queues.prepare(models.names());
        place(staffing, hang);
        new DaemonThreads("slots")
                .newThread(() -> placeUntilStopped(staffing, hang))
                .start();
    }

    private List<ServedLane> lanes() {
        return models.names().stream()
                .flatMap(model -> Arrays.stream(Lane.values()).map(lane -> new ServedLane(model, lane)))
                .toList();
    }

    private boolean engineHangs() {
        return engine.isClosed() || engine.inCall().compareTo(config.stepLimit().plus(config.hangLimit())) >= 0;
    }

    private int useful(String model) {
        return SlotLimits.useful(engine.worthwhile(model));
    }

    private boolean waits(ServedLane lane) {
        try {
            return channel.isWaitedIn(lane.model(), lane.lane());
        } catch (RuntimeException unknown) {
            return false;
        }
    }

    private void placeUntilStopped(Staffing staffing, HangLimits hang) {
        while (!stop.isGiven()) {
            try {
                var unused = change.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                change.drainPermits();
                place(staffing, hang);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warnf("Slots could not be placed: %s", e.getClass().getSimpleName());
            }
        }
    }

    private void place(Staffing staffing, HangLimits hang) {
        placed.entrySet()
                .removeIf(slot -> slot.getKey().isRetired() && !slot.getValue().isAlive());
        staffing.retirements(placed.keySet()).forEach(Post::retire);
        staffing.openings(placed.keySet()).forEach(lane -> open(lane, hang));
    }

    private synchronized void open(ServedLane lane, HangLimits hang) {
        if (stop.isGiven()) {
            return;
        }
        Post post = new Post(lane + "-" + opened++, lane, change::release);
        Thread thread = new Thread(new Slot(post, queues, drawJob::draw, drawing, hang, stop), "slot-" + post.name());
        placed.put(post, thread);
        thread.start();
    }

    /** Most jobs of a model that are taken at a time from each of its lanes, as things are. */
    public int most(String model) {
        return SlotLimits.of(config).inLane(() -> useful(model));
    }

    /** Lanes in which this worker has a slot. */
    public Set<ServedLane> manned() {
        return placed.keySet().stream().map(Post::lane).collect(Collectors.toUnmodifiableSet());
    }

    /** True while every slot works. */
    public boolean areAlive() {
        return !placed.isEmpty()
                && !stop.isGiven()
                && placed.entrySet().stream()
                        .allMatch(slot ->
                                slot.getKey().isRetired() || slot.getValue().isAlive());
    }

    /** Takes no more; waits for jobs in hand as long as configured, then has them given back. Leases are kept meanwhile. */
    public void stop() {
        giveStop();
        join(config.drainTimeout());
        drain.end();
        join(LAST_STEP);
        awaitDrawings();
    }

    /** Slots that left a hung engine behind did not wait for their drawings, which still have jobs to give back. */
    private void awaitDrawings() {
        drawing.shutdown();
        try {
            var unused = drawing.awaitTermination(LAST_STEP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From then on no slot is opened. */
    private synchronized void giveStop() {
        stop.give();
    }

    private void join(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (Thread thread : placed.values()) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left > 0) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
