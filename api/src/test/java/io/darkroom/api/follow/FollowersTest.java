package io.darkroom.api.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.api.catalog.Attendance;
import io.darkroom.api.catalog.FixedCatalog;
import io.darkroom.api.status.JobRecord;
import io.darkroom.api.status.JobRecords;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.api.status.Snapshots;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobState;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowersTest {
    private final OneJob records = new OneJob();
    private final Followers followers = new Followers();
    private final Attendance attendance = new Attendance(new FixedCatalog());
    private final FollowJob followJob =
            new FollowJob(records, followers, attendance, Clock.fixed(Snapshots.CREATED, ZoneOffset.UTC));
    private final Reader reader = new Reader();

    @AfterEach
    void stop() {
        followers.stop();
    }

    @Test
    void areToldAtOnceAndWheneverAHintComes() {
        followJob.follow(Snapshots.ID, Bookmark.START, reader);
        records.job = Snapshots.job(JobState.RUNNING, 1, 1, 0);

        followers.hint(JobId.random(), Hint.CHANGED);
        assertThat(reader.heard).containsExactly(new JobNews.Moved(JobState.QUEUED, 0, false));
        followers.hint(Snapshots.ID, Hint.CHANGED);

        assertThat(reader.heard).hasSize(3).contains(new JobNews.Moved(JobState.RUNNING, 1, false));
    }

    @Test
    void areToldNothingMoreWhileTheyAreBusyAndThenOnlyTheLatest() {
        followJob.follow(Snapshots.ID, Bookmark.START, reader);
        reader.busy = new CompletableFuture<>();
        records.job = Snapshots.job(JobState.RUNNING, 1, 0, 0);
        followers.hint(Snapshots.ID, Hint.CHANGED);
        int asked = records.asked;

        for (int step = 1; step <= 2; step++) {
            records.job = Snapshots.job(JobState.RUNNING, 1, step, 0);
            followers.hint(Snapshots.ID, Hint.CHANGED);
        }
        assertThat(records.asked).as("nobody asks for those who do not listen").isEqualTo(asked);
        CompletableFuture<?> done = reader.busy;
        reader.busy = null;
        done.complete(null);

        assertThat(reader.heard)
                .endsWith(new JobNews.Advanced(2, 2, 0, 2))
                .doesNotContain(new JobNews.Advanced(1, 2, 0, 2));
    }

    @Test
    void areNotCalledAnyMoreOnceTheyHaveGone() {
        followJob.follow(Snapshots.ID, Bookmark.START, reader);
        reader.busy = CompletableFuture.failedFuture(new IllegalStateException("gone"));
        records.job = Snapshots.job(JobState.RUNNING, 1, 1, 0);
        followers.hint(Snapshots.ID, Hint.CHANGED);
        int heard = reader.heard.size();

        records.job = Snapshots.job(JobState.RUNNING, 1, 2, 0);
        followers.hint(Snapshots.ID, Hint.CHANGED);
        followers.leave();

        assertThat(reader.heard).hasSize(heard);
        assertThat(reader.left).isNull();
    }

    @Test
    void areSentElsewhereWithTheirBookmarkWhenTheServerStops() {
        followJob.follow(Snapshots.ID, Bookmark.START, reader);
        Reader late = new Reader();

        followers.leave();
        followJob.follow(Snapshots.ID, Bookmark.parse("running.1.1.2.0.0"), late);

        assertThat(reader.left).hasToString("queued.0.0.0.0.0");
        assertThat(late.left).hasToString("running.1.1.2.0.0");
        assertThat(late.heard).isEmpty();
    }

    @Test
    void whoWaitsForTheEndHoldsOnUntilItComes() {
        CompletableFuture<Optional<JobSnapshot>> end =
                followJob.end(Snapshots.ID, Duration.ofMinutes(5)).subscribeAsCompletionStage();
        assertThat(end).isNotDone();
        int asked = records.asked;
        followers.hint(Snapshots.ID, Hint.CHANGED);
        assertThat(records.asked).as("nothing on the way matters").isEqualTo(asked);

        records.job = Snapshots.job(JobState.SUCCEEDED, 1, 2, 2);
        followers.hint(Snapshots.ID, Hint.ENDED);

        assertThat(end).isCompletedWithValue(Optional.of(records.job));
    }

    @Test
    void whoWaitsForTheEndIsAnsweredEarlyWhenTheServerStops() {
        CompletableFuture<Optional<JobSnapshot>> end =
                followJob.end(Snapshots.ID, Duration.ofMinutes(5)).subscribeAsCompletionStage();

        followers.leave();

        assertThat(end).isCompletedWithValue(Optional.empty());
    }

    private static final class Reader implements Listener {
        final List<JobNews> heard = new ArrayList<>();

        @Nullable
        CompletableFuture<?> busy;

        @Nullable
        Bookmark left;

        @Override
        public CompletionStage<?> tell(List<Told> news) {
            news.forEach(told -> heard.add(told.news()));
            return busy == null ? CompletableFuture.completedStage(null) : busy;
        }

        @Override
        public boolean waitsForTheEnd() {
            return false;
        }

        @Override
        public boolean tick() {
            return true;
        }

        @Override
        public void leave(Bookmark bookmark) {
            left = bookmark;
        }
    }

    private static final class OneJob implements JobRecords {
        JobSnapshot job = Snapshots.job(JobState.QUEUED, 0, 0, 0);
        int asked;

        @Override
        public Optional<JobRecord> find(JobId id) {
            return Optional.of(new JobRecord.Live(job));
        }

        @Override
        public Uni<Optional<JobRecord>> findLater(JobId id) {
            asked++;
            return Uni.createFrom().item(find(id));
        }

        @Override
        public List<JobSnapshot> latest(String owner, int limit) {
            return List.of();
        }

        @Override
        public void deleteDamaged(JobId id, String owner) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean wereLost() {
            return false;
        }

        @Override
        public void delete(JobSnapshot deleted) {
            throw new AssertionError("nobody deletes here");
        }
    }
}
