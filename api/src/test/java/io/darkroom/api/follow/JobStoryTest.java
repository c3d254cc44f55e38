package io.darkroom.api.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.api.status.JobRecord;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.api.status.Snapshots;
import io.darkroom.core.job.JobState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobStoryTest {
    private final Set<String> lacking = new HashSet<>();
    private final JobStory story = new JobStory(Bookmark.START, lacking::contains);

    @Test
    void tellsWhereTheJobStandsFirst() {
        assertThat(next(Snapshots.job(JobState.QUEUED, 0, 0, 0)))
                .containsExactly(new JobNews.Moved(JobState.QUEUED, 0, false));
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
                        new JobNews.Moved(JobState.SUCCEEDED, 1, false),
                        new JobNews.Ended(JobState.SUCCEEDED, Optional.empty(), Optional.of(done)));
        assertThat(next(done)).isEmpty();
    }

    @Test
    void tellsThatAnotherAttemptBegins() {
        next(Snapshots.job(JobState.RUNNING, 1, 2, 0));

        assertThat(next(Snapshots.job(JobState.RUNNING, 2, 0, 0)))
                .containsExactly(new JobNews.Moved(JobState.RUNNING, 2, false), new JobNews.Advanced(0, 2, 0, 2));
    }

    @Test
    void endsWithTheCodeOfAFailure() {
        JobSnapshot failed = Snapshots.failed("model_error");

        assertThat(next(failed))
                .last()
                .isEqualTo(new JobNews.Ended(JobState.FAILED, Optional.of("model_error"), Optional.of(failed)));
    }

    @Test
    void tellsOnceThatNoWorkerIsThereAndOnceThatOneCame() {
        JobSnapshot queued = Snapshots.job(JobState.QUEUED, 0, 0, 0);
        next(queued);

        lacking.add(queued.spec().model());
        assertThat(next(queued)).containsExactly(new JobNews.Moved(JobState.QUEUED, 0, true));
        assertThat(next(queued)).isEmpty();

        lacking.clear();
        assertThat(next(queued)).containsExactly(new JobNews.Moved(JobState.QUEUED, 0, false));
        assertThat(next(queued)).isEmpty();
    }

    @Test
    void aJobInHandOfAWorkerThatLeavesDoesNotWait() {
        JobSnapshot running = Snapshots.job(JobState.RUNNING, 1, 1, 0);
        lacking.add(running.spec().model());

        assertThat(next(running)).contains(new JobNews.Moved(JobState.RUNNING, 1, false));
    }

    @Test
    void endsWhenTheJobIsDeletedOrGone() {
        assertThat(news(story.next(Optional.of(new JobRecord.Tombstone("owner")), Snapshots.CREATED)))
                .containsExactly(new JobNews.Ended(JobState.CANCELLED, Optional.empty(), Optional.empty()));
        assertThat(news(new JobStory(Bookmark.START, lacking::contains).next(Optional.empty(), Snapshots.CREATED)))
                .containsExactly(new JobNews.Ended(JobState.EXPIRED, Optional.empty(), Optional.empty()));
    }

    @Test
    void endsWhenTheJobIsDamaged() {
        assertThat(news(story.next(Optional.of(new JobRecord.Damaged("owner")), Snapshots.CREATED)))
                .containsExactly(new JobNews.Ended(JobState.FAILED, Optional.of("job_unreadable"), Optional.empty()));
    }

    @Test
    void goesOnAfterAnyEventWithoutRepeatingOrMissingOne() {
        List<JobSnapshot> life = List.of(
                Snapshots.job(JobState.QUEUED, 0, 0, 0),
                Snapshots.job(JobState.RUNNING, 1, 1, 0),
                Snapshots.job(JobState.RUNNING, 1, 2, 1),
                Snapshots.job(JobState.SUCCEEDED, 1, 2, 2));
        List<Told> whole = life.stream()
                .flatMap(job -> story.next(Optional.of(new JobRecord.Live(job)), Snapshots.CREATED).stream())
                .toList();
        JobSnapshot last = life.get(life.size() - 1);
        List<JobNews> pictures =
                news(whole).stream().filter(JobNews.Ready.class::isInstance).toList();

        for (int heard = 1; heard < whole.size(); heard++) {
            Bookmark bookmark = Bookmark.parse(whole.get(heard - 1).after().toString());
            List<JobNews> all = new ArrayList<>(news(whole.subList(0, heard)));
            all.addAll(news(told(bookmark, last)));
            assertThat(all)
                    .as("after %s", bookmark)
                    .doesNotHaveDuplicates()
                    .endsWith(news(whole).get(whole.size() - 1));
            assertThat(all.stream().filter(JobNews.Ready.class::isInstance))
                    .extracting(ready -> ((JobNews.Ready) ready).number())
                    .hasSameSizeAs(pictures)
                    .containsExactly(0, 1);
        }
    }

    @Test
    void tellsAllAgainToWhoComesWithABookmarkOfAnotherJob() {
        Bookmark foreign = Bookmark.parse("running.7.3.20.9.9");

        assertThat(news(told(foreign, Snapshots.job(JobState.RUNNING, 1, 1, 1))))
                .hasSize(3)
                .hasAtLeastOneElementOfType(JobNews.Ready.class);
    }

    private List<JobNews> next(JobSnapshot job) {
        return news(story.next(Optional.of(new JobRecord.Live(job)), Snapshots.CREATED));
    }

    private static List<JobNews> news(List<Told> told) {
        return told.stream().map(Told::news).toList();
    }

    private List<Told> told(Bookmark from, JobSnapshot job) {
        return new JobStory(from, lacking::contains).next(Optional.of(new JobRecord.Live(job)), Snapshots.CREATED);
    }
}
