package io.darkroom.api.follow;

import io.darkroom.api.catalog.Attendance;
import io.darkroom.api.status.JobRecord;
import io.darkroom.api.status.JobRecords;
import io.darkroom.core.job.JobId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Follows one job for one listener. However many hints come while it reads or tells, it reads once more afterwards: what is
 * told comes from the job's hash, and nothing piles up here.
 */
final class Follower {
    private static final Logger LOG = Logger.getLogger(Follower.class);

    private final JobId job;
    private final JobRecords records;
    private final Listener listener;
    private final Clock clock;
    private final JobStory story;
    private final AtomicInteger wanted = new AtomicInteger();
    private volatile Bookmark reached;
    private volatile boolean over;

    Follower(JobId job, Bookmark from, JobRecords records, Attendance attendance, Listener listener, Clock clock) {
        this.job = job;
        this.records = records;
        this.listener = listener;
        this.clock = clock;
        this.story = new JobStory(from, attendance::lacks);
        this.reached = from;
    }

    JobId job() {
        return job;
    }

    /** Whether nothing more will be told. */
    boolean isOver() {
        return over;
    }

    /** Looks again if the listener wants to know. */
    void hear(Hint hint) {
        if (hint == Hint.ENDED || !listener.waitsForTheEnd()) {
            look();
        }
    }

    /** Looks again, now or once it is done with the last look. */
    void look() {
        if (!over && wanted.getAndIncrement() == 0) {
            read();
        }
    }

    void tick() {
        if (listener.tick()) {
            look();
        } else {
            over = true;
        }
    }

    void leave() {
        if (!over) {
            over = true;
            listener.leave(reached);
        }
    }

    private void read() {
        wanted.set(1);
        var unused = records.findLater(job).subscribe().with(this::tell, this::readNothing);
    }

    private void readNothing(Throwable failure) {
        LOG.debugf("A job could not be looked at: %s", failure.getClass().getSimpleName());
        // The next hint or tick tries again.
        wanted.set(0);
    }

    private void tell(Optional<JobRecord> record) {
        List<Told> news = over ? List.of() : story.next(record, clock.instant());
        if (news.isEmpty()) {
            again();
            return;
        }
        reached = news.get(news.size() - 1).after();
        boolean ended = story.hasEnded();
        var unused = toldBy(news).whenComplete((nothing, failure) -> {
            over = over || ended || failure != null;
            again();
        });
    }

    private CompletionStage<?> toldBy(List<Told> news) {
        try {
            return listener.tell(news);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void again() {
        if (!over && !wanted.compareAndSet(1, 0)) {
            read();
        }
    }
}
