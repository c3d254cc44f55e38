package io.darkroom.worker.slot;

import io.darkroom.core.job.Lane;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Slots at work, each on a thread of its own, opened and given up as {@link Staffing} says. Placed by one thread at a time. */
final class Crew {
    private static final Logger LOG = Logger.getLogger(Crew.class);

    private final StopSignal stop;
    private final Semaphore change = new Semaphore(0);
    private final Map<Post, Thread> placed = new ConcurrentHashMap<>();
    private int opened;

    /** Nobody yet. */
    Crew(StopSignal stop) {
        this.stop = stop;
    }

    /**
     * Looks once.
     *
     * @param work what a slot does until it is stopped or retired
     */
    void place(Staffing staffing, WaitingLanes waiting, Function<Post, Runnable> work) {
        placed.values().removeIf(thread -> !thread.isAlive());
        Set<Post> posts = Set.copyOf(placed.keySet());
        Set<ServedLane> waited = staffing.isScarce(posts) ? waiting.get() : Set.of();
        staffing.retirements(posts, waited).forEach(Post::retire);
        staffing.openings(posts, waited).forEach(lane -> open(lane, work));
    }

    private synchronized void open(ServedLane lane, Function<Post, Runnable> work) {
        if (stop.isGiven()) {
            return;
        }
        Post post = new Post(lane + "-" + opened++, lane, change::release);
        Thread thread = new Thread(work.apply(post), "slot-" + post.name());
        thread.setUncaughtExceptionHandler((self, error) ->
                LOG.warnf("Slot %s ended by %s", post.name(), error.getClass().getSimpleName()));
        // Not placed before it lives: one that is placed and does not live has ended.
        thread.start();
        placed.put(post, thread);
    }

    /** Waits until a slot has taken a job, {@code patience} at most. */
    void awaitChange(Duration patience) throws InterruptedException {
        var unused = change.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        change.drainPermits();
    }

    Set<ServedLane> manned() {
        return placed.keySet().stream().map(Post::lane).collect(Collectors.toUnmodifiableSet());
    }

    /** Slots in all lanes of that kind, also those that are being given up. */
    long count(Lane kind, boolean busy) {
        return placed.keySet().stream()
                .filter(post -> post.lane().lane() == kind && post.isBusy() == busy)
                .count();
    }

    /** True while every slot works. */
    boolean isAlive() {
        return !placed.isEmpty()
                && !stop.isGiven()
                && placed.entrySet().stream()
                        .allMatch(slot ->
                                slot.getKey().isRetired() || slot.getValue().isAlive());
    }

    /** From then on no slot is opened. */
    synchronized void giveStop() {
        stop.give();
    }

    /** Waits until all have ended, {@code patience} at most. */
    void join(Duration patience) {
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
