package io.darkroom.api.follow;

import io.darkroom.api.status.JobRecords;
import io.darkroom.core.job.JobId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Follows a job to its end. What is told comes from the job's hash alone, read again at every hint and once a second, so a
 * lost hint costs a moment and never a step.
 */
@ApplicationScoped
public class FollowJob {
    private static final Logger LOG = Logger.getLogger(FollowJob.class);
    private static final Duration RECHECK = Duration.ofSeconds(1);

    private final JobRecords records;
    private final JobHints hints;
    private final Clock clock;

    /** Reads {@code records} whenever {@code hints} say so. */
    public FollowJob(JobRecords records, JobHints hints, Clock clock) {
        this.records = records;
        this.hints = hints;
        this.clock = clock;
    }

    /** What happens to the job from now on, beginning with where it stands; completes after {@link JobNews.Ended}. */
    public Multi<JobNews> follow(JobId job) {
        return Multi.createFrom().emitter(emitter -> {
            Cancellable source = news(job).subscribe().with(news -> pass(news, emitter), emitter::fail);
            emitter.onTermination(source::cancel);
        });
    }

    private static void pass(JobNews news, MultiEmitter<? super JobNews> emitter) {
        emitter.emit(news);
        if (news instanceof JobNews.Ended) {
            emitter.complete();
        }
    }

    private Multi<JobNews> news(JobId job) {
        JobStory story = new JobStory();
        Multi<JobId> ticks = Multi.createFrom().ticks().every(RECHECK).map(tick -> job);
        return Multi.createBy()
                .merging()
                .streams(hints.about(job), ticks.onOverflow().drop())
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToUniAndConcatenate(hint -> records.findLater(job))
                .onItem()
                .transformToIterable(record -> story.next(record, clock.instant()));
    }

    /** Waits up to {@code patience} for the job's end; tells whether it came. If it cannot be followed, it did not. */
    public boolean awaitEnd(JobId job, Duration patience) {
        try {
            follow(job).collect().last().await().atMost(patience);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (RuntimeException e) {
            LOG.warnf("A job could not be followed: %s", e.getClass().getSimpleName());
            return false;
        }
    }
}
