package io.darkroom.worker;

import io.darkroom.redis.RedisGuard;
import io.darkroom.worker.announce.Heartbeat;
import io.darkroom.worker.announce.WorkerId;
import io.darkroom.worker.config.FollowKeys;
import io.darkroom.worker.config.StartRefused;
import io.darkroom.worker.draw.PainterChoice;
import io.darkroom.worker.draw.Watch;
import io.darkroom.worker.model.Lessons;
import io.darkroom.worker.model.Models;
import io.darkroom.worker.slot.Slots;
import io.darkroom.worker.sweep.Janitor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** Start and stop, in their order: nothing is announced before it can be done, nothing is promised while leaving. */
@ApplicationScoped
public class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);
    /** Exit code of a worker whose engine hangs. */
    private static final int HUNG = 3;

    private final PainterChoice painterChoice;
    private final RedisGuard redisGuard;
    private final Models models;
    private final Lessons lessons;
    private final FollowKeys followKeys;
    private final Slots slots;
    private final Watch watch;
    private final Heartbeat heartbeat;
    private final Janitor janitor;
    private final WorkerId id;
    private boolean drained;

    /** Wires the parts. */
    public Worker(
            PainterChoice painterChoice,
            RedisGuard redisGuard,
            Models models,
            Lessons lessons,
            FollowKeys followKeys,
            Slots slots,
            Watch watch,
            Heartbeat heartbeat,
            Janitor janitor,
            WorkerId id) {
        this.painterChoice = painterChoice;
        this.redisGuard = redisGuard;
        this.models = models;
        this.lessons = lessons;
        this.followKeys = followKeys;
        this.slots = slots;
        this.watch = watch;
        this.heartbeat = heartbeat;
        this.janitor = janitor;
        this.id = id;
    }

    void start(@Observes StartupEvent event) {
        painterChoice.check();
        List<String> objections = redisGuard.objections();
        if (!objections.isEmpty()) {
            throw new StartRefused(String.join("; ", objections));
        }
        models.load();
        followKeys.start();
        watch.start();
        TerminationSignal.drainsFirst(this::drain);
        begin();
        LOG.infof("Worker %s serves %s", id.value(), models.names());
    }

    /** Whole before it is drained, or not at all. */
    private synchronized void begin() {
        if (drained) {
            return;
        }
        slots.start(this::depart);
        heartbeat.start();
        lessons.start();
        janitor.start();
    }

    void stop(@Observes ShutdownEvent event) {
        drain();
    }

    /** Doing it again changes nothing. */
    private synchronized void drain() {
        drained = true;
        heartbeat.stop();
        lessons.stop();
        janitor.stop();
        // Jobs that wait for a model are given back at once; those that have theirs keep it to their end.
        models.close();
        slots.stop();
    }

    /** Drains what still answers and ends the process without a word to its libraries, which would wait for the hung call. */
    private void depart() {
        Thread thread = new Thread(
                () -> {
                    drain();
                    Runtime.getRuntime().halt(HUNG);
                },
                "depart");
        thread.start();
    }
}
