package io.darkroom.api.admission;

import io.darkroom.api.catalog.ServedModel;
import io.darkroom.api.config.AdmissionConfig;
import io.darkroom.api.lane.QueueEstimate;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.job.DrawingCost;
import io.darkroom.core.job.JobSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Whether there is room and time for one more job, before anything of it is written. What its owner may have is decided
 * together with the writing, in {@code accept.lua}.
 */
@ApplicationScoped
public class Admission {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Room room;
    private final QueueEstimate estimate;
    private final AdmissionConfig config;
    private final Headroom headroom;
    private volatile boolean closed;

    /** Asks these, holds them to {@code config}; remembers by {@code clock} for a second which lanes have time to spare. */
    public Admission(Room room, QueueEstimate estimate, AdmissionConfig config, Clock clock) {
        this.room = room;
        this.estimate = estimate;
        this.config = config;
        this.headroom = new Headroom(clock);
    }

    /**
     * Lets requests pass while there is room. To be asked before anything is looked up: workers cannot be heard either when
     * the channel is full, and to say that none is there would be wrong.
     *
     * @throws ProblemException 503 if this server stops or the result channel is nearly full
     */
    public void open() {
        if (closed) {
            throw ProblemException.passing(
                    ErrorCode.SHUTTING_DOWN, "This server stops and takes nothing new; another one does", AT_ONCE);
        }
        if (room.used().orElse(0) >= config.memoryHighWater()) {
            throw ProblemException.passing(
                    ErrorCode.CHANNEL_FULL,
                    "There is no room for another job; pictures make room as they are read",
                    SOON);
        }
    }

    /**
     * Lets a job pass.
     *
     * @throws ProblemException as {@link #open}, and 429 if the job would wait too long
     */
    public void admit(JobSpec spec, ServedModel model) {
        open();
        // Before any worker has measured nothing is known of how long anything takes.
        model.speed().ifPresent(speed -> requireTime(spec, model, DrawingCost.of(spec) / speed));
    }

    private void requireTime(JobSpec spec, ServedModel model, double seconds) {
        long limit = config.maxWait().toSeconds();
        if (headroom.takes(spec.model(), spec.lane(), seconds, limit)) {
            return;
        }
        double waiting = estimate.waiting(spec, model).orElse(0);
        if (waiting > limit) {
            throw tooLong(Duration.ofSeconds((long) Math.ceil(waiting)));
        }
        headroom.note(spec.model(), spec.lane(), waiting + seconds);
    }

    /** From now on nothing new is taken in. */
    public void close() {
        closed = true;
    }

    private ProblemException tooLong(Duration waiting) {
        Duration limit = config.maxWait();
        Duration over = waiting.minus(limit);
        return ProblemException.limited(
                ErrorCode.QUEUE_TOO_LONG,
                "The job would wait " + waiting.toSeconds() + " s before it is drawn, and at most " + limit.toSeconds()
                        + " s are allowed",
                over.compareTo(LATE) < 0 ? over.plusSeconds(1) : LATE,
                Map.of("limit", limit.toSeconds(), "estimate_seconds", waiting.toSeconds()));
    }
}
