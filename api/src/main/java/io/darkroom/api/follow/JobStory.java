package io.darkroom.api.follow;

import io.darkroom.api.status.JobRecord;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.core.job.JobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a job's records, as they are read one after another, into news: what is new against the one before. */
final class JobStory {
    private Optional<JobNews.Moved> moved = Optional.empty();
    private Optional<JobNews.Advanced> advanced = Optional.empty();
    private int told;
    private boolean ended;

    /** What {@code record} says that was not said before; nothing after the end. */
    List<JobNews> next(Optional<JobRecord> record, Instant now) {
        List<JobNews> news = new ArrayList<>();
        if (ended) {
            return news;
        }
        if (record.isPresent() && record.get() instanceof JobRecord.Live live) {
            tell(live.job(), live.job().stateAt(now), news);
        } else {
            // Deleted, or gone with its time.
            end(record.isPresent() ? JobState.CANCELLED : JobState.EXPIRED, Optional.empty(), news);
        }
        return news;
    }

    private void tell(JobSnapshot job, JobState state, List<JobNews> news) {
        JobNews.Moved move = new JobNews.Moved(state, job.attempt());
        if (!state.isFinal()) {
            tellMove(move, news);
        }
        if (job.steps() > 0) {
            tellAdvance(
                    new JobNews.Advanced(
                            job.step(), job.steps(), job.drawn(), job.spec().images()),
                    news);
        }
        for (; told < job.drawn(); told++) {
            news.add(new JobNews.Ready(job, told));
        }
        if (state.isFinal()) {
            tellMove(move, news);
            end(state, Optional.ofNullable(job.code()), news);
        }
    }

    private void tellMove(JobNews.Moved now, List<JobNews> news) {
        if (!moved.equals(Optional.of(now))) {
            moved = Optional.of(now);
            news.add(now);
        }
    }

    private void tellAdvance(JobNews.Advanced now, List<JobNews> news) {
        if (!advanced.equals(Optional.of(now))) {
            advanced = Optional.of(now);
            news.add(now);
        }
    }

    private void end(JobState state, Optional<String> code, List<JobNews> news) {
        ended = true;
        news.add(new JobNews.Ended(state, code));
    }
}
