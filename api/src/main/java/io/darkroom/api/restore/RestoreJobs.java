package io.darkroom.api.restore;

import io.darkroom.api.job.AcceptedJob;
import io.darkroom.api.retain.RetainedJobs;
import io.darkroom.api.status.LostJobs;
import io.darkroom.api.submit.AcceptedJobs;
import io.darkroom.core.job.JobId;
import io.darkroom.core.thread.DaemonThreads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Notes jobs whose pictures are to be kept again where a lost Redis knew them, and erases the rows of those whose time is over, and
 * what rows left behind.
 * Every API does so by itself: what is noted already is left alone, alive or deleted.
 */
@ApplicationScoped
public class RestoreJobs implements LostJobs {
    private static final Logger LOG = Logger.getLogger(RestoreJobs.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofSeconds(10);

    private final RetainedJobs retainedJobs;
    private final AcceptedJobs jobs;
    private final ChannelLife life;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("restore"));
    private String whole = "";

    /** Puts what is in {@code retainedJobs} back into {@code jobs}. */
    public RestoreJobs(RetainedJobs retainedJobs, AcceptedJobs jobs, ChannelLife life, Clock clock) {
        this.retainedJobs = retainedJobs;
        this.jobs = jobs;
        this.life = life;
        this.clock = clock;
    }

    /** From now on; at once too, since Redis may have been lost while no API was there. */
    public void start() {
        every(PERIOD, this::look);
        every(SWEEP, this::sweep);
    }

    private void sweep() {
        retainedJobs.removeLate(clock.instant());
        retainedJobs.clearRemains();
    }

    private void every(Duration period, Runnable task) {
        var unused = timer.scheduleWithFixedDelay(() -> tryTo(task), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void tryTo(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.debugf("Retained jobs were not looked after: %s", e.getClass().getSimpleName());
        }
    }

    /** Puts all back if Redis is another one than the last time. */
    void look() {
        String now = life.current();
        if (now.equals(whole)) {
            return;
        }
        List<JobId> open = retainedJobs.open(clock.instant());
        open.forEach(this::restore);
        life.isWhole(now);
        whole = now;
        if (!open.isEmpty()) {
            LOG.infof("Redis knows of all %d retained jobs that are still to be drawn", open.size());
        }
    }

    @Override
    public boolean restore(JobId job) {
        return retainedJobs.whileHeld(job, this::note);
    }

    private void note(AcceptedJob job) {
        Instant now = clock.instant();
        if (job.deadline().isAfter(now)) {
            jobs.restore(job, Duration.between(now, job.deadline()));
        }
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
