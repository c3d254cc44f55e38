package io.darkroom.api.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.api.status.JobRecord;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.api.status.Snapshots;
import io.darkroom.core.job.JobState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobStoryTest {
    private final JobStory story = new JobStory();

    @Test
    void tellsWhereTheJobStandsFirst() {
        assertThat(next(Snapshots.job(JobState.QUEUED, 0, 0, 0)))
                .containsExactly(new JobNews.Moved(JobState.QUEUED, 0));
    }

    @Test
    void tellsOnlyWhatIsNew() {
        JobSnapshot running = Snapshots.job(JobState.RUNNING, 1, 1, 0);
        next(running);

        assertThat(next(running)).isEmpty();
        assertThat(next(Snapshots.job(JobState.RUNNING, 1, 2, 0))).containsExactly(new JobNews.Advanced(2, 2, 0, 2));
    }

    @Test
    void tellsEveryPictureOnceHoweverManyHintsWereLost() {
        JobSnapshot done = Snapshots.job(JobState.SUCCEEDED, 1, 2, 2);

        assertThat(next(done))
                .containsExactly(
                        new JobNews.Advanced(2, 2, 2, 2),
                        new JobNews.Ready(done, 0),
                        new JobNews.Ready(done, 1),
                        new JobNews.Moved(JobState.SUCCEEDED, 1),
                        new JobNews.Ended(JobState.SUCCEEDED, Optional.empty()));
        assertThat(next(done)).isEmpty();
    }

    @Test
    void tellsThatAnotherAttemptBegins() {
        next(Snapshots.job(JobState.RUNNING, 1, 2, 0));

        assertThat(next(Snapshots.job(JobState.RUNNING, 2, 0, 0)))
                .containsExactly(new JobNews.Moved(JobState.RUNNING, 2), new JobNews.Advanced(0, 2, 0, 2));
    }

    @Test
    void endsWithTheCodeOfAFailure() {
        assertThat(next(Snapshots.failed("model_error")))
                .last()
                .isEqualTo(new JobNews.Ended(JobState.FAILED, Optional.of("model_error")));
    }

    @Test
    void endsWhenTheJobIsDeletedOrGone() {
        assertThat(story.next(Optional.of(new JobRecord.Tombstone("owner")), Snapshots.CREATED))
                .containsExactly(new JobNews.Ended(JobState.CANCELLED, Optional.empty()));
        assertThat(new JobStory().next(Optional.empty(), Snapshots.CREATED))
                .containsExactly(new JobNews.Ended(JobState.EXPIRED, Optional.empty()));
    }

    private List<JobNews> next(JobSnapshot job) {
        return story.next(Optional.of(new JobRecord.Live(job)), Snapshots.CREATED);
    }
}
