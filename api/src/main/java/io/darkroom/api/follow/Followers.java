package io.darkroom.api.follow;

import io.darkroom.core.job.JobId;
import io.darkroom.core.thread.DaemonThreads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Everyone who follows a job through this process. Hints of Redis wake those whom they concern; one thread looks after all in
 * turn, a hundredth at a time, so that a hint that was lost costs {@value #SECONDS_A_ROUND} s and Redis is never asked about
 * all at once.
 */
@ApplicationScoped
public class Followers {
    private static final Logger LOG = Logger.getLogger(Followers.class);
    private static final int SECONDS_A_ROUND = 5;
    private static final int TURNS = 100;

    private final Map<JobId, Set<Follower>> byJob = new ConcurrentHashMap<>();
    private final List<Set<Follower>> byTurn = IntStream.range(0, TURNS)
            .<Set<Follower>>mapToObj(turn -> ConcurrentHashMap.newKeySet())
            .toList();
    private final AtomicInteger next = new AtomicInteger();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("followers"));
    private volatile boolean leaving;

    /** Begins to look after them. */
    public void start() {
        long period = Duration.ofSeconds(SECONDS_A_ROUND).toMillis() / TURNS;
        AtomicInteger turn = new AtomicInteger();
        var unused = timer.scheduleAtFixedRate(
                () -> take(byTurn.get(Math.floorMod(turn.getAndIncrement(), TURNS))),
                period,
                period,
                TimeUnit.MILLISECONDS);
    }

    private void take(Set<Follower> some) {
        for (Follower follower : some) {
            try {
                if (follower.isOver()) {
                    some.remove(follower);
                    forget(follower);
                } else {
                    follower.tick();
                }
            } catch (RuntimeException e) {
                LOG.warnf(
                        "A follower could not be looked after: %s", e.getClass().getSimpleName());
            }
        }
    }

    /** Takes one more, who is told at once how the job stands, or, while the server stops, where to go on. */
    void add(Follower follower) {
        byJob.compute(follower.job(), (job, known) -> {
            Set<Follower> all = known == null ? ConcurrentHashMap.newKeySet() : known;
            all.add(follower);
            return all;
        });
        byTurn.get(Math.floorMod(next.getAndIncrement(), TURNS)).add(follower);
        if (leaving) {
            follower.leave();
        } else {
            follower.look();
        }
    }

    private void forget(Follower follower) {
        byJob.computeIfPresent(follower.job(), (job, all) -> {
            all.remove(follower);
            return all.isEmpty() ? null : all;
        });
    }

    /** Something about this job may have changed. */
    public void hint(JobId job, Hint hint) {
        byJob.getOrDefault(job, Set.of()).forEach(follower -> follower.hear(hint));
    }

    /** How many there are. */
    public int count() {
        return byTurn.stream().mapToInt(Set::size).sum();
    }

    /** The server stops: sends everyone elsewhere, and whoever comes from now on. */
    public void leave() {
        leaving = true;
        byTurn.forEach(some -> some.forEach(Follower::leave));
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
