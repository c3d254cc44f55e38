package io.darkroom.worker.slot;

import io.darkroom.core.job.Lane;
import io.darkroom.worker.draw.Lease;
import io.darkroom.worker.queue.Delivery;
import io.darkroom.worker.queue.JobQueue;
import io.darkroom.worker.queue.JobQueues;
import io.darkroom.worker.queue.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * One queue on one thread, which draws nothing itself: it takes a job, keeps its lease while another thread draws, and says
 * what became of it. Always taking while free, since a consumer that merely stops asking may hold a record it fetched unseen;
 * stopping therefore closes the queue.
 */
final class Slot implements Runnable {
    private static final Logger LOG = Logger.getLogger(Slot.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration REST_AFTER_TROUBLE = Duration.ofSeconds(2);
    /** With rests of 2 s, 4 s, 6 s … about two minutes. */
    private static final int MOST_TROUBLES = 10;

    private final Post post;
    private final JobQueues queues;
    private final Attempt attempt;
    private final Executor drawing;
    private final HangLimits limits;
    private final StopSignal stop;

    Slot(Post post, JobQueues queues, Attempt attempt, Executor drawing, HangLimits limits, StopSignal stop) {
        this.post = post;
        this.queues = queues;
        this.attempt = attempt;
        this.drawing = drawing;
        this.limits = limits;
        this.stop = stop;
    }

    /** Works until stopped or retired. Trouble with the queue closes it, which gives back what it held, and opens a new one. */
    @Override
    public void run() {
        while (isWanted()) {
            try (JobQueue queue = queues.open(post.lane().model(), post.lane().lane(), post.name())) {
                work(queue);
            } catch (RuntimeException e) {
                LOG.warnf(
                        "Slot %s: its queue failed and is opened again: %s",
                        post.name(), e.getClass().getSimpleName());
                stop.await(REST_AFTER_TROUBLE);
            }
        }
    }

    private boolean isWanted() {
        return !stop.isGiven() && !post.isRetired();
    }

    private void work(JobQueue queue) {
        boolean mine = true;
        while (mine && isWanted()) {
            Optional<Delivery> delivery = queue.take(PATIENCE);
            if (delivery.isPresent() && !stop.isGiven()) {
                post.taken();
                try {
                    mine = draw(queue, delivery.get());
                } finally {
                    post.settled();
                }
            }
        }
    }

    /** Before the job is given back: no slot of this worker is to take it again. */
    private void leave() {
        LOG.errorf("Slot %s: the engine does not come back from a call; this worker leaves", post.name());
        stop.give();
        limits.leave();
    }

    /** False if the lease was lost meanwhile: this queue can then settle nothing and take nothing more. */
    private boolean draw(JobQueue queue, Delivery delivery) {
        Lease lease = new Lease();
        CompletableFuture<Outcome> outcome =
                CompletableFuture.supplyAsync(() -> rested(tryPatiently(delivery, lease), lease), drawing);
        LeaseKeeper keeper = new LeaseKeeper(queue, lease, limits);
        if (!keeps(keeper, outcome, lease) || keeper.isLost()) {
            return false;
        }
        queue.settle(outcome.join());
        return true;
    }

    /**
     * False if the drawing does not end. If the engine hangs on another job, this one is given back before its record is: it
     * would else count as vanished with the next worker that claims it.
     */
    private boolean keeps(LeaseKeeper keeper, CompletableFuture<Outcome> outcome, Lease lease) {
        try {
            keeper.keepUntil(outcome);
            return true;
        } catch (HungEngine e) {
            leave();
            lease.endDrained();
            return keeper.endsInTime(outcome);
        }
    }

    /** Kafka hands a released record out again at once, so the rest is taken while it is still held. */
    private Outcome rested(Outcome outcome, Lease lease) {
        if (outcome instanceof Outcome.Retry retry) {
            lease.showProgress();
            stop.await(retry.delay());
        }
        return outcome;
    }

    /**
     * Trouble that the try itself does not know (Redis is away, say) is waited out with the record in hand: giving it back
     * would spend one of its few deliveries on nothing.
     */
    private Outcome tryPatiently(Delivery delivery, Lease lease) {
        for (int troubles = 1; ; troubles++) {
            try {
                return attempt.at(delivery, post.lane().model(), post.lane().lane(), lease);
            } catch (RuntimeException e) {
                LOG.warnf(
                        "Slot %s: a job was interrupted: %s",
                        post.name(), e.getClass().getSimpleName());
                if (troubles == MOST_TROUBLES || stop.isGiven() || lease.isEnded()) {
                    return new Outcome.Retry(Duration.ZERO);
                }
                lease.showProgress();
                stop.await(REST_AFTER_TROUBLE.multipliedBy(troubles));
            }
        }
    }

    /** What a slot does with a delivery. */
    @FunctionalInterface
    interface Attempt {
        Outcome at(Delivery delivery, String model, Lane lane, Lease lease);
    }
}
