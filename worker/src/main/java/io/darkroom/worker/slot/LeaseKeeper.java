package io.darkroom.worker.slot;

import io.darkroom.worker.draw.Lease;
import io.darkroom.worker.queue.JobQueue;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Renews the lease of one delivery while its drawing makes progress. Losing the lease ends no drawing: it goes on
 * until another worker claims the job, and if none does, its result counts. But it closes the queue at once, which might else
 * hold another record unseen until the drawing has ended.
 */
final class LeaseKeeper {
    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);
    /** Renewed after a third of it, so that one renewal may fail to get through in time. */
    private static final int RENEWALS_IN_A_LEASE = 3;

    private static final Duration LOOK = Duration.ofMillis(500);

    private final JobQueue queue;
    private final Lease lease;
    private final HangLimits limits;
    private final Duration interval;
    private long renewedNanos = System.nanoTime();
    private boolean lost;

    LeaseKeeper(JobQueue queue, Lease lease, HangLimits limits) {
        this.queue = queue;
        this.lease = lease;
        this.limits = limits;
        this.interval = queue.lease().dividedBy(RENEWALS_IN_A_LEASE);
    }

    /**
     * Returns once the drawing has ended, well or ill.
     *
     * @throws HungEngine if it does not, or if the engine hangs on whatever job
     */
    void keepUntil(CompletableFuture<?> drawing) {
        while (!endsWithin(look(), drawing)) {
            if (limits.engineHangs().getAsBoolean()) {
                throw new HungEngine();
            } else if (!isStalled()) {
                renewInTime();
            } else if (lease.idle().compareTo(limits.step().plus(limits.hang())) < 0) {
                lease.endStalled();
            } else {
                throw new HungEngine();
            }
        }
    }

    /**
     * Waits for a drawing that was told to end because this worker leaves, as long as an engine may take to obey.
     *
     * @return whether it did; false at once if it is itself in the call that hangs
     */
    boolean endsInTime(CompletableFuture<?> drawing) {
        return endsWithin(isStalled() ? Duration.ZERO : limits.hang(), drawing);
    }

    private boolean isStalled() {
        return lease.idle().compareTo(limits.step()) >= 0;
    }

    /** Whether the delivery is no longer ours. */
    boolean isLost() {
        return lost;
    }

    private Duration look() {
        return LOOK.compareTo(interval) < 0 ? LOOK : interval;
    }

    private static boolean endsWithin(Duration patience, CompletableFuture<?> drawing) {
        try {
            drawing.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (ExecutionException failed) {
            return true;
        }
    }

    private void renewInTime() {
        if (!lost && System.nanoTime() - renewedNanos >= interval.toNanos()) {
            lost = !renew();
            renewedNanos = System.nanoTime();
            if (lost) {
                closeQueue();
            }
        }
    }

    /** Whatever comes of it: the drawing goes on, and this slot must take no other job meanwhile. */
    private void closeQueue() {
        try {
            queue.close();
        } catch (RuntimeException e) {
            LOG.warnf("A queue could not be closed: %s", e.getClass().getSimpleName());
        }
    }

    private boolean renew() {
        try {
            return queue.renew();
        } catch (RuntimeException e) {
            LOG.warnf("A lease could not be renewed: %s", e.getClass().getSimpleName());
            return false;
        }
    }
}
