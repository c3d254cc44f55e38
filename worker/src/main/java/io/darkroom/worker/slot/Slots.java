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
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** All slots of this worker, placed by {@link Staffing} where they are needed. */
@ApplicationScoped
public class Slots {
    private static final Logger LOG = Logger.getLogger(Slots.class);
    private static final Duration LAST_STEP = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Models models;
    private final JobQueues queues;
    private final JobChannel channel;
    private final DrawJob drawJob;
    private final Engine engine;
    private final Drain drain;
    private final WorkerConfig config;
    private final StopSignal stop = new StopSignal();
    private final Crew crew = new Crew(stop);
    private final ExecutorService drawing = Executors.newCachedThreadPool(new DaemonThreads("draw"));

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
        Staffing staffing = new Staffing(SlotLimits.of(config), served(), this::useful);
        WaitingLanes waiting = new WaitingLanes(this::waiting, System::nanoTime);
        Function<Post, Runnable> work = post -> new Slot(post, queues, drawJob::draw, drawing, hang, stop);
        queues.prepare(models.names());
        crew.place(staffing, waiting, work);
        new DaemonThreads("slots")
                .newThread(() -> placeUntilStopped(staffing, waiting, work))
                .start();
    }

    /** Lanes of all models, with a slot of this worker or without. */
    public List<ServedLane> served() {
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

    private Set<ServedLane> waiting() {
        return channel.waiting(models.names()).entrySet().stream()
                .flatMap(model -> model.getValue().stream().map(lane -> new ServedLane(model.getKey(), lane)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void placeUntilStopped(Staffing staffing, WaitingLanes waiting, Function<Post, Runnable> work) {
        while (!stop.isGiven()) {
            try {
                crew.awaitChange(LOOK);
                crew.place(staffing, waiting, work);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                // Also errors: there may be no memory for one more thread now, and again later.
                LOG.warnf("Slots could not be placed: %s", e.getClass().getSimpleName());
            }
        }
    }

    /** Most jobs of a model that are taken at a time from each of its lanes, as things are. */
    public int most(String model) {
        return SlotLimits.of(config).inLane(() -> useful(model));
    }

    /** Lanes in which this worker has a slot. */
    public Set<ServedLane> manned() {
        return crew.manned();
    }

    /** Slots in all lanes of that kind, with a job or without. */
    long count(Lane kind, boolean busy) {
        return crew.count(kind, busy);
    }

    /** True while every slot works. */
    public boolean areAlive() {
        return crew.isAlive();
    }

    /** Takes no more; waits for jobs in hand as long as configured, then has them given back. Leases are kept meanwhile. */
    public void stop() {
        crew.giveStop();
        crew.join(config.drainTimeout());
        drain.end();
        crew.join(LAST_STEP);
    }
}
