package io.darkroom.worker.slot;

import io.darkroom.core.job.Lane;
import io.darkroom.worker.config.WorkerConfig;
import io.darkroom.worker.draw.Drain;
import io.darkroom.worker.draw.DrawJob;
import io.darkroom.worker.model.Models;
import io.darkroom.worker.queue.JobQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** All slots of this worker: the same number for each lane of each model. */
@ApplicationScoped
public class Slots {
    private static final Duration LAST_STEP = Duration.ofSeconds(10);

    private final Models models;
    private final JobQueues queues;
    private final DrawJob drawJob;
    private final Drain drain;
    private final WorkerConfig config;
    private final StopSignal stop = new StopSignal();
    private final List<Thread> threads = new ArrayList<>();

    /** Starts nothing yet. */
    public Slots(Models models, JobQueues queues, DrawJob drawJob, Drain drain, WorkerConfig config) {
        this.models = models;
        this.queues = queues;
        this.drawJob = drawJob;
        this.drain = drain;
        this.config = config;
    }

    /**
     * Prepares the queues and sets every slot to work.
     *
     * @param departure makes this process leave because its engine hangs; returns at once
     */
    public void start(Runnable departure) {
        HangLimits limits = new HangLimits(config.stepLimit(), config.hangLimit(), departure);
        models.names().forEach(queues::prepare);
        for (String model : models.names()) {
            for (Lane lane : Lane.values()) {
                for (int i = 0; i < config.slots(); i++) {
                    begin(model, lane, model + "-" + lane.wireName() + "-" + i, limits);
                }
            }
        }
    }

    private void begin(String model, Lane lane, String name, HangLimits limits) {
        Slot slot = new Slot(name, model, lane, queues, drawJob::draw, drawingThread(name), limits, stop);
        Thread thread = new Thread(slot, "slot-" + name);
        threads.add(thread);
        thread.start();
    }

    private static Executor drawingThread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "draw-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** True while every slot works. */
    public boolean areAlive() {
        return !threads.isEmpty() && !stop.isGiven() && threads.stream().allMatch(Thread::isAlive);
    }

    /** Takes no more; waits for jobs in hand as long as configured, then has them given back. Leases are kept meanwhile. */
    public void stop() {
        stop.give();
        join(config.drainTimeout());
        drain.end();
        join(LAST_STEP);
    }

    private void join(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (Thread thread : threads) {
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
