package io.darkroom.api.follow;

import io.darkroom.api.catalog.Attendance;
import io.darkroom.api.status.JobRecords;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.core.job.JobId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Follows a job to its end. */
@ApplicationScoped
public class FollowJob {
    private final JobRecords records;
    private final Followers followers;
    private final Attendance attendance;
    private final Clock clock;

    /** Reads {@code records} whenever {@code followers} are woken. */
    public FollowJob(JobRecords records, Followers followers, Attendance attendance, Clock clock) {
        this.records = records;
        this.followers = followers;
        this.attendance = attendance;
        this.clock = clock;
    }

    /** Tells {@code listener} what happens to the job after {@code bookmark}, beginning with where it stands. */
    public void follow(JobId job, Bookmark bookmark, Listener listener) {
        followers.add(new Follower(job, bookmark, records, attendance, listener, clock));
    }

    /**
     * Completes with the job's end, after {@code patience}, or when this server stops, whichever is first; holds no thread.
     *
     * @return the job as it ended; empty if it has not, or if nothing of it is left
     */
    public Uni<Optional<JobSnapshot>> end(JobId job, Duration patience) {
        return Uni.createFrom().completionStage(() -> {
            CompletableFuture<Optional<JobSnapshot>> end = new CompletableFuture<>();
            follow(job, Bookmark.START, new UntilTheEnd(end));
            return end.completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private record UntilTheEnd(CompletableFuture<Optional<JobSnapshot>> end) implements Listener {
        private static final CompletionStage<?> DONE = CompletableFuture.completedStage(null);

        @Override
        public CompletionStage<?> tell(List<Told> news) {
            if (news.get(news.size() - 1).news() instanceof JobNews.Ended ended) {
                end.complete(ended.job());
                return DONE;
            }
            return end.isDone() ? CompletableFuture.failedStage(new TimeoutException()) : DONE;
        }

        @Override
        public boolean waitsForTheEnd() {
            return true;
        }

        @Override
        public boolean tick() {
            return !end.isDone();
        }

        @Override
        public void leave(Bookmark bookmark) {
            end.complete(Optional.empty());
        }
    }
}
