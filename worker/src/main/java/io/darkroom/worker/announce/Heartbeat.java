package io.darkroom.worker.announce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.core.thread.DaemonThreads;
import io.darkroom.core.wire.LuaScript;
import io.darkroom.core.wire.ModelOffer;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.core.wire.WorkerAnnouncement;
import io.darkroom.redis.RedisCommands;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Tells the API, again and again, that this worker lives and what it serves. */
@ApplicationScoped
public class Heartbeat {
    private static final Logger LOG = Logger.getLogger(Heartbeat.class);
    private static final LuaScript ANNOUNCE = LuaScript.of(Heartbeat.class, "announce");
    /** Much longer than an announcement takes, and short against what a worker has to leave. */
    private static final Duration LAST_ANNOUNCEMENT = Duration.ofSeconds(2);

    private final RedisCommands redis;
    private final ObjectMapper json;
    private final WorkerId worker;
    private final Offers offers;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("heartbeat"));

    /** Says nothing until {@link #start}. */
    public Heartbeat(RedisCommands redis, ObjectMapper json, WorkerId worker, Offers offers) {
        this.redis = redis;
        this.json = json;
        this.worker = worker;
        this.offers = offers;
    }

    /** Announces now and from now on; throws if even the first announcement fails. */
    public void start() {
        announce();
        long period = WorkerAnnouncement.PERIOD.toMillis();
        var unused = timer.scheduleWithFixedDelay(this::announceOrWarn, period, period, TimeUnit.MILLISECONDS);
    }

    /** Takes the announcement back, so that no job is accepted for a worker that leaves. */
    public void stop() {
        awaitLastAnnouncement();
        try {
            var left = redis.execute("DEL", RedisKeys.worker(worker.value()));
            var forgotten = redis.execute("ZREM", RedisKeys.WORKERS, worker.value());
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Could not take the announcement back, it ends by itself: %s",
                    e.getClass().getSimpleName());
        }
    }

    /** One that is under way would else arrive after it was taken back, and stay until its time is over. */
    private void awaitLastAnnouncement() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(LAST_ANNOUNCEMENT.toMillis(), TimeUnit.MILLISECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void announceOrWarn() {
        try {
            announce();
        } catch (RuntimeException e) {
            if (!timer.isShutdown()) {
                LOG.warnf("Could not announce this worker: %s", e.getClass().getSimpleName());
            }
        }
    }

    private void announce() {
        var announcement = new WorkerAnnouncement(worker.value(), offers.now());
        var unused = ANNOUNCE.run(
                redis,
                List.of(RedisKeys.worker(worker.value()), RedisKeys.WORKERS),
                List.of(worker.value(), text(announcement), WorkerAnnouncement.TIME_TO_LIVE.toMillis()));
        String memory = Long.toString(WorkerAnnouncement.MODEL_MEMORY.toMillis());
        for (ModelOffer offer : announcement.models()) {
            var known = redis.execute("SET", RedisKeys.model(offer.name()), text(offer), "PX", memory);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an announcement is not JSON");
        }
    }
}
